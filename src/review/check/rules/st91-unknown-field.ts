import { unknownFieldsOf } from '../../apiserver/schema-parts';
import { Rule, refused } from '../rule';

export const ST91: Rule = {
  id: 'ST91',
  severity: 'error',
  title: 'Field that Kubernetes does not know',
  looksAt: 'names of all fields of built-in kinds',
  why: 'kubectl asks for strict validation: the API server rejects the object. Helm and other clients do not: the server drops '
    + 'the field with a warning, and it has no effect.',
  fix: 'Correct the name or the indentation, or remove the field.',
  link: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#validation-for-unrecognized-or-duplicate-fields',
  check: inventory => inventory.resources.flatMap(resource => unknownFieldsOf(resource).map(({ path, place }) =>
    refused(resource, path, `has the unknown field ${path.join('.')}${place === undefined ? '' : `; ${place} was probably meant`}`))),
};
