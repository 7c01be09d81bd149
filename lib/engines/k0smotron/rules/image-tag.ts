import type { Rule } from '../../../model';
import { k0smotronProgram } from './programs';
import { eachK0smotronTenant } from './walk';

/** CLN7213 */
export const imageTag: Rule = {
  code: 'CLN7213',
  severity: 'error',
  title: 'an image of k0s with a tag',
  explanation:
    'k0smotron puts a colon and the version behind the image, so an image that has a tag or a digest becomes a name that no registry knows. See https://docs.k0smotron.io/stable/configuration/.',
  wrong: k0smotronProgram("{ image: 'registry.example.org/k0s:v1.36.3-k0s.0' }"),
  right: k0smotronProgram("{ image: 'registry.example.org/k0s' }"),
  check(fleet, report) {
    eachK0smotronTenant(fleet, ({ path }, { image }) => {
      if (image === undefined || !/[:@]/.test(image.slice(image.lastIndexOf('/') + 1))) return;
      report({
        path,
        property: 'engine.image',
        message: `k0smotron puts the version behind ${JSON.stringify(image)}, which has a tag or a digest already.`,
        fix: 'the image without it; the version of the tenant and the option release say the rest.',
      });
    });
  },
};
