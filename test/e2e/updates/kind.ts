import * as fc from 'fast-check';

type Fields = { [field: string]: any };

/** Valid objects of one kind, as users write them, so that the server can only refuse the change. */
export interface UpdateKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespaced: boolean;
  /** Whether the fields are those of a spec, and not of the object itself. */
  readonly inSpec: boolean;
  /** Annotations are those of the object. */
  readonly fields: fc.Arbitrary<Fields>;
  /** Fields that are valid only together, and change together. */
  readonly together?: string[][];
  /** The same without what does not go with the rest. */
  readonly fitted?: (fields: Fields) => Fields;
}

export const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
export const rarely = <T>(value: fc.Arbitrary<T>) => fc.oneof({ arbitrary: fc.constant(undefined), weight: 3 }, { arbitrary: value, weight: 1 });
export const size = fc.constantFrom('1Gi', '1024Mi', '2Gi', '2147483648', '0.5Gi', '512Mi');
export const label = fc.constantFrom('a', 'b');
/** Classes of the test; the last one lets no claim grow. */
export const CLASS_NAMES = ['parity', 'parity-other', 'parity-fixed'];
export const className = fc.constantFrom(...CLASS_NAMES);
/** None that is empty: of classes and sealed Secrets the server stores it as nothing, and refuses every server-side apply that has it. */
export const texts = (key: fc.Arbitrary<string>, value: fc.Arbitrary<string> = label) =>
  fc.dictionary(key, value, { minKeys: 1, maxKeys: 2, noNullPrototype: true });
export const claimSelector = fc.constantFrom({ matchLabels: { a: 'b' } }, { matchExpressions: [{ key: 'a', operator: 'Exists' }] });
/** Another claim, written in the old way or in the new one. */
export const otherClaim = label.map(name => ({ kind: 'PersistentVolumeClaim', name }));
