import { tier } from './charts';
import { MirroredRule, mirrors, snapshotClass, storageClass } from './rule';
import { BindingMode, Provisioner, ReclaimPolicy } from '../../../src';

const topologies = (key: string, ...values: any[]) => [{ matchLabelExpressions: [{ key, values }] }];

/** Rules for classes. */
export const CLASSES: MirroredRule[] = [
  mirrors('CS101', 'a class has a legal name', {
    wrong: 'Fast_1',
    right: 'fast-1',
    props: name => tier({ name }),
    byHand: name => storageClass({}, { name }),
    says: /^CS101 (name|reservedFor|volumeName): .* \(DNS subdomain\)/,
    answer: /RFC 1123/,
    hidden: 'of a claim that something else makes, no object is there; a volume does not look at the name in its claimRef',
  }),
  mirrors('CS107', 'a parameter is a text', {
    wrong: 1 as any,
    right: '1',
    props: a => tier({ provisioner: Provisioner.custom({ name: 'example.com/disks', parameters: { a } }) }),
    byHand: a => storageClass({ parameters: { a } }),
    says: /^CS107 provisioner\.parameters\.a: /,
    answer: /string/,
  }),
  mirrors('CS203', 'a parameter has a key', {
    wrong: '',
    right: 'a',
    props: key => tier({ provisioner: Provisioner.custom({ name: 'example.com/disks', parameters: { [key]: 'x' } }) }),
    byHand: key => storageClass({ parameters: { [key]: 'x' } }),
    says: /^CS203 parameter '': /,
    answer: /parameters/,
  }),
  mirrors('CS205', 'a class binds in one of two ways', {
    wrong: 'Later',
    right: 'Immediate',
    props: bindingMode => tier({ bindingMode: bindingMode as BindingMode }),
    byHand: volumeBindingMode => storageClass({ volumeBindingMode }),
    says: /^CS205 .* one of/,
    answer: /volumeBindingMode/,
  }),
  mirrors('CS206', 'a topology has values', {
    wrong: [] as string[],
    right: ['a'],
    props: values => tier({ allowedTopologies: topologies('zone', ...values) }),
    byHand: values => storageClass({ allowedTopologies: topologies('zone', ...values) }),
    says: /^CS206 (allowedZones|allowedTopologies '.*'): got \[\]/,
    answer: /Required value/,
  }),
  mirrors('CS206', 'each value of a topology is there once', {
    wrong: 'a',
    right: 'b',
    props: value => tier({ allowedTopologies: topologies('zone', 'a', value) }),
    byHand: value => storageClass({ allowedTopologies: topologies('zone', 'a', value) }),
    says: /^CS206 .* each name once/,
    answer: /Duplicate value/,
  }),
  mirrors('CS206', 'each key of a term is there once', {
    wrong: 'zone',
    right: 'rack',
    props: key => tier({
      allowedTopologies: [{ matchLabelExpressions: [...topologies('zone', 'a'), ...topologies(key, 'b')].flatMap(t => t.matchLabelExpressions) }],
    }),
    byHand: key => storageClass({
      allowedTopologies: [{ matchLabelExpressions: [...topologies('zone', 'a'), ...topologies(key, 'b')].flatMap(t => t.matchLabelExpressions) }],
    }),
    says: /^CS206 .* each key once/,
    answer: /Duplicate value/,
  }),
  mirrors('CS206', 'each term of a topology is there once', {
    wrong: 'a',
    right: 'b',
    props: value => tier({ allowedTopologies: [...topologies('zone', 'a'), ...topologies('zone', value)] }),
    byHand: value => storageClass({ allowedTopologies: [...topologies('zone', 'a'), ...topologies('zone', value)] }),
    says: /^CS206 .* each term once/,
    answer: /Duplicate value/,
  }),
  mirrors('CS206', 'the key of a topology is a label', {
    wrong: 'q0./',
    right: 'q0',
    props: key => tier({ allowedTopologies: topologies(key, 'a') }),
    byHand: key => storageClass({ allowedTopologies: topologies(key, 'a') }),
    says: /^CS206 .* a label key/,
    answer: /key: Invalid value/,
  }),
  mirrors('CS208', 'a snapshot class has a legal name', {
    wrong: 'A_b',
    right: 'a-b',
    props: name => tier({ snapshotClass: { name } }),
    byHand: name => snapshotClass({}, name),
    says: /^CS208 snapshotClass\.name/,
    answer: /RFC 1123/,
  }),
  mirrors('CS210', 'a provisioner has a qualified name', {
    wrong: 'a b',
    right: 'Example.com/a',
    props: name => tier({ provisioner: Provisioner.custom({ name }) }),
    byHand: provisioner => storageClass({ provisioner }),
    says: /^CS210 /,
    answer: /provisioner/,
  }),
  mirrors('CS211', 'a class keeps or deletes', {
    wrong: 'Keep',
    right: 'Retain',
    props: policy => tier({ reclaimPolicy: policy as ReclaimPolicy }),
    byHand: reclaimPolicy => storageClass({ reclaimPolicy }),
    says: /^CS211 reclaimPolicy: got (?!''|'Recycle')/,
    answer: /reclaimPolicy/,
  }),
  mirrors('CS211', 'a snapshot class keeps or deletes', {
    wrong: 'Recycle',
    right: 'Delete',
    props: deletionPolicy => tier({ snapshotClass: { deletionPolicy } }),
    byHand: deletionPolicy => snapshotClass({ deletionPolicy }),
    says: /^CS211 snapshotClass\.deletionPolicy/,
    answer: /Unsupported value/,
  }),
];
