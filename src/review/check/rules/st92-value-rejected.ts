import { partsOf, limitedValuesIn } from '../../apiserver/schema-parts';
import { Inventory } from '../../inventory/inventory';
import { parseQuantity } from '../../manifests/quantity';
import { Mistyped, Resource, describe } from '../../manifests/resource';
import { Path } from '../../manifests/source';
import { Rule, Match, found, refused, refusedIfValidated } from '../rule';

/** Bytes that a ConfigMap or a Secret may hold. */
const MAX_BYTES = 2 ** 20;

/**
 * Fields of a pod that a variable can have, and those that a file can have: validation.go of
 * https://github.com/kubernetes/kubernetes/tree/v1.34.4/pkg/apis/core/validation
 */
const FIELD_PATHS: { readonly [holder: string]: RegExp } = {
  EnvVarSource: /^(metadata\.(name|namespace|uid)|metadata\.(labels|annotations)\['.+'\]|spec\.(nodeName|host|serviceAccountName)|status\.(hostIPs?|podIPs?))$/,
  DownwardAPIVolumeFile: /^metadata\.(name|namespace|uid|labels|annotations|(labels|annotations)\['.+'\])$/,
};
const RESOURCE = /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.+)$/;
/** Operators of label selectors; the schema does not list them. */
const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

export const ST92: Rule = {
  id: 'ST92',
  severity: 'error',
  title: 'Value that the API server rejects',
  looksAt: 'types of all values, values of fields with a fixed vocabulary, quantities, field paths, the size of ConfigMaps and Secrets, '
    + 'and names that lists have twice',
  why: 'The API server rejects the object.',
  fix: 'Use one of the values that Kubernetes defines.',
  link: 'https://kubernetes.io/docs/reference/kubernetes-api/',
  check: inventory => inventory.resources.flatMap(resource => [
    ...resource.mistyped.map(mistyped => ofAnotherType(resource, mistyped)),
    ...partsOf(resource).flatMap(part => {
      const reject = (path: Path, message: string) => rejectedIn(inventory, resource, path, message);
      const list = (name: string): any[] => Array.isArray(part.value[name]) ? part.value[name] : [];
      return [
        ...limitedValuesIn(part).flatMap(({ field, value, path }) =>
          field.values && value !== '' && value !== null && !field.values.some(known => known.value === value)
            ? [reject(path,
              `sets ${path.join('.')} to '${value}', which is none of ${field.values.map(known => known.value).filter(Boolean).join(', ')}`)]
            : field.type === 'quantity' && value !== null && parseQuantity(String(value).trim()) === undefined
            // The server cannot even decode it.
              ? [refused(resource, path, `sets ${path.join('.')} to '${value}', which is not a quantity`, {
                fix: 'Use a number with one of the units Ki, Mi, Gi, Ti, k, M, G, T or m.',
              })] : []),
        ...part.definition === 'LabelSelectorRequirement' && !OPERATORS.includes(part.value.operator)
          ? [reject([...part.path, 'operator'],
            `sets ${[...part.path, 'operator'].join('.')} to '${part.value.operator}', which is none of ${OPERATORS.join(', ')}`)] : [],
        ...Object.hasOwn(FIELD_PATHS, part.definition)
          ? fieldPathsIn(part.value).filter(({ path, value }) => !(path[0] === 'fieldRef' ? FIELD_PATHS[part.definition] : RESOURCE).test(value))
            .map(({ path, value }) => reject([...part.path, ...path],
              `refers to '${value}', which a ${part.definition === 'EnvVarSource' ? 'variable' : 'file'} cannot have`)) : [],
        ...part.definition === 'PodSpec' ? ['containers', 'volumes'].flatMap(name => list(name).flatMap((entry, i) =>
          list(name).findIndex(other => other.name === entry.name) < i
            ? [reject([...part.path, name, i, 'name'], `has the name '${entry.name}' twice in ${[...part.path, name].join('.')}`)] : [])) : [],
      ];
    }),
    ...tooLarge(resource),
  ]),
};

/** The server decodes the types of a template of a StatefulSet, too. It decodes a list entry without a value as one without fields. */
function ofAnotherType(resource: Resource, { path, value, wanted, isLeftOut }: Mistyped): Match {
  const field = path.join('.');
  const quoted = wanted === 'a string' && !isLeftOut;
  const isConfidential = resource.kind === 'Secret' || path.includes('env');
  return {
    ...value === null
      ? found(resource, path, `has nothing at ${field}, wanted ${wanted}`, {
        why: 'The API server reads an entry without fields, which most lists do not allow.', fix: 'Remove the entry, or write it out.',
      })
      : refused(resource, path, `sets ${field} to ${quoted && isConfidential ? `a ${typeof value}` : describe(value)}, wanted ${wanted}`, {
        why: 'The API server rejects the object, because it cannot decode a value of this type.',
        fix: quoted ? 'Quote the value.' : `Write ${wanted}${wanted === 'a number' ? ', without quotes' : ''}.`,
      }),
    reportsType: true,
  };
}

/** Templates of a StatefulSet are not validated by all servers. */
function rejectedIn(inventory: Inventory, resource: Resource, path: Path, message: string): Match {
  return ['template', 'volumeClaimTemplates'].includes(String(path[1]))
    ? refusedIfValidated(inventory, resource, path, message)
    : refused(resource, path, message);
}

function fieldPathsIn({ fieldRef, resourceFieldRef }: { readonly [field: string]: any }): { path: Path; value: string }[] {
  return [
    ...typeof fieldRef?.fieldPath === 'string' ? [{ path: ['fieldRef', 'fieldPath'], value: fieldRef.fieldPath }] : [],
    ...typeof resourceFieldRef?.resource === 'string' ? [{ path: ['resourceFieldRef', 'resource'], value: resourceFieldRef.resource }] : [],
  ];
}

function tooLarge(resource: Resource): Match[] {
  const { kind, apiVersion, body: { data = {}, stringData = {}, binaryData = {} } } = resource;
  if (apiVersion !== 'v1' || !['ConfigMap', 'Secret'].includes(kind)) {
    return [];
  }
  const texts: string[] = Object.values(kind === 'Secret' ? { ...stringData } : { ...data });
  const encoded: string[] = Object.values(
    kind === 'Secret' ? { ...data, ...Object.fromEntries(Object.keys(stringData).map(key => [key, ''])) } : { ...binaryData },
  );
  // Base64 text is longer than the bytes that it encodes. A UTF-16 code unit has at most three bytes in UTF-8.
  if ([...texts, ...encoded].reduce((sum, { length }) => sum + 3 * length, 0) <= MAX_BYTES) {
    return [];
  }
  const bytes = [...texts.map(text => Buffer.byteLength(text)), ...encoded.map(text => Buffer.from(text, 'base64').length)]
    .reduce((sum, size) => sum + size, 0);
  return bytes > MAX_BYTES ? [refused(resource, ['data'], `holds ${bytes} bytes, and at most 1 MiB (${MAX_BYTES} bytes) is allowed`,
    {
      fix: 'Split it, or put the files into an image or a volume.',
      link: 'https://kubernetes.io/docs/concepts/configuration/configmap/#motivation',
    })] : [];
}
