import { isSecret, output } from '@pulumi/pulumi';
import { secretData } from '../../../lib/pulumi/secret-data';

test('texts of a Secret are a secret of Pulumi, as the API server keeps them, whatever they were', async () => {
  const data = secretData({ clear: 'hello', later: output('ü') });
  expect(await isSecret(data)).toBe(true);
  const found = await new Promise((resolve) => data.apply(resolve));
  expect(found).toEqual({ clear: 'aGVsbG8=', later: 'w7w=' });
});
