import { join } from 'node:path';
import { outdatedSections } from '../../../tools/docs/sections';

test('sections of pages that are made from data say what the data says', () => {
  expect(outdatedSections(join(__dirname, '../../..'))).toEqual([]);
});
