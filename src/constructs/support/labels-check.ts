import { Finding, error } from './finding';
import { isQualifiedName } from './names';
import { entryOf } from '../../catalog/entry';

const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
/** The result without errors: shared, because a new list for each workload costs time. */
const NONE: Finding[] = [];

/** Errors for annotations of the user. Unlike the domain of a label, the domain of an annotation may contain capital letters. */
export function checkAnnotations(prop: string, annotations: { [key: string]: string } | undefined): Finding[] {
  return annotations === undefined ? NONE : Object.keys(annotations).filter(key => !isQualifiedName(key.toLowerCase()))
    .map(key => error('CS131', prop, key, 'an annotation key: [domain/]name', 'see the Kubernetes documentation of annotation keys'));
}

/** Errors for labels of the user that are invalid, or that are part of the selector. */
export function checkLabels(prop: string, labels: { [key: string]: string } | undefined, selector: { [key: string]: string } = {}): Finding[] {
  return labels === undefined ? NONE : Object.entries(labels).flatMap(([key, value]) => [
    ...isQualifiedName(key) ? [] : [error('CS131', prop, key, 'a label key: [domain/]name', 'see the Kubernetes documentation of label keys')],
    ...LABEL_VALUE.test(value) ? [] : [error('CS131', `${prop}.${key}`, value,
      'at most 63 letters, digits, -, _ and ., beginning and ending with a letter or digit', 'shorten or rename the value')],
    ...entryOf(selector, key) !== undefined && selector[key] !== value
      ? [error('CS131', `${prop}.${key}`, value, `'${selector[key]}', which the selector uses and cannot change`,
        'use another key')] : [],
  ]);
}
