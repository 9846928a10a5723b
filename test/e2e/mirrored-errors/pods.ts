import { Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { set, secondsOf } from './charts';
import { MirroredRule, deployment, mirrors, service } from './rule';
import { Cpu, SecretKey } from '../../../src';

const tolerations = (wrong: k8s.Toleration, right: k8s.Toleration, answer: RegExp, id = 'CS136'): MirroredRule =>
  mirrors(id, `a toleration is one as ${JSON.stringify(right)}, and not ${JSON.stringify(wrong)}`, {
    wrong,
    right,
    props: toleration => set({ tolerations: [toleration] }),
    byHand: toleration => deployment({}, { tolerations: [toleration] }),
    says: new RegExp(`^${id} tolerations\\[0\\]`),
    answer,
  });

const required = (nodeSelectorTerms: k8s.NodeSelectorTerm[]): k8s.Affinity =>
  ({ nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } });

/** Rules for pods and what is written on objects. */
export const PODS: MirroredRule[] = [
  mirrors('CS128', 'an amount is a number', {
    wrong: NaN,
    right: 8192,
    props: n => set({ resources: { memory: Size.kibibytes(n) } }),
    byHand: n => deployment({ resources: { limits: { memory: `${n}Ki` } } }),
    says: /^CS128 resources\.\w+: got .*which is not a Size/,
    answer: /quantit/,
  }),
  mirrors('CS128', 'a limit is a number', {
    wrong: NaN,
    right: 1,
    props: n => set({ scratch: ['/tmp'], scratchLimit: Size.kibibytes(n) }),
    byHand: n => deployment({}, { volumes: [{ name: 'scratch', emptyDir: { sizeLimit: `${n}Ki` } }] }),
    says: /^CS128 scratchLimit: got .*which is not a Size/,
    answer: /quantit/,
    hidden: 'without scratch directories no limit is written',
  }),
  mirrors('CS128', 'an amount of CPU is none below zero', {
    wrong: -1,
    right: 1,
    props: n => set({ resources: { memory: Size.gibibytes(1), cpu: Cpu.millis(n) } }),
    byHand: n => deployment({ resources: { requests: { cpu: `${n}m` } } }),
    says: /^CS128 resources\.cpu(Limit)?: got (-\d|NaN|Infinity).* thousandths/,
    answer: /cpu/,
  }),
  mirrors('CS128', 'a limit is no less than its request', {
    wrong: 1,
    right: 2,
    props: n => set({ resources: { memory: Size.gibibytes(1), cpu: Cpu.cores(2), cpuLimit: Cpu.cores(n) } }),
    byHand: n => deployment({ resources: { requests: { cpu: '2' }, limits: { cpu: `${n}` } } }),
    says: /^CS128 resources\.cpuLimit: .* at least the request/,
    answer: /must be less than or equal to cpu limit/,
  }),
  mirrors('CS129', 'the time to stop is whole seconds', {
    wrong: 1.5,
    right: 2,
    props: n => set({ gracePeriod: secondsOf(n) }),
    byHand: n => deployment({}, { terminationGracePeriodSeconds: n }),
    says: /^CS129 gracePeriod: got (\d+\.\d+ s|.*which is not a Duration)/,
    answer: /terminationGracePeriodSeconds/,
  }),
  mirrors('CS129', 'preStop is a command', {
    wrong: [] as string[],
    right: ['true'],
    props: preStop => set({ preStop }),
    byHand: command => deployment({ lifecycle: { preStop: { exec: { command } } } }),
    says: /^CS129 preStop: got \[\]/,
    answer: /command: Required value/,
  }),
  mirrors('CS130', 'an id is a number from 0', {
    wrong: -1,
    right: 1,
    props: runAsUser => set({ runAsUser }),
    byHand: n => deployment({}, { securityContext: { runAsUser: n, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } }),
    says: /^CS130 /,
    answer: /runAsUser/,
  }),
  tolerations({ key: 'a', operator: 'exists' }, { key: 'a', operator: 'Exists' }, /supported values/, 'CS138'),
  tolerations({ key: 'a', operator: 'Exists', effect: 'NoScheduling' }, { key: 'a', operator: 'Exists', effect: 'NoSchedule' },
    /supported values/, 'CS138'),
  tolerations({ value: 'a' }, { key: 'a', value: 'a' }, /operator must be Exists/),
  tolerations({ key: 'a', operator: 'Exists', value: 'b' }, { key: 'a', operator: 'Equal', value: 'b' }, /value must be empty/),
  tolerations({ key: 'a', tolerationSeconds: 5 }, { key: 'a', tolerationSeconds: 5, effect: 'NoExecute' }, /NoExecute/),
  mirrors('CS137', 'a node affinity has a term', {
    wrong: [] as k8s.NodeSelectorTerm[],
    right: [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }],
    props: nodeSelectorTerms => set({ affinity: required(nodeSelectorTerms) }),
    byHand: nodeSelectorTerms => deployment({}, { affinity: required(nodeSelectorTerms) }),
    says: /^CS137 .*: got no terms/,
    answer: /at least one node selector term/,
  }),
  mirrors('CS131', 'a key of a label is a qualified name', {
    wrong: 'a..b/c',
    right: 'a.b/c',
    props: key => set({ labels: { [key]: 'x' } }),
    byHand: key => service({}, { labels: { [key]: 'x' } }),
    says: /^CS131 (labels|metrics\.labels|nodeSelector|serviceLoadBalancerClass): .*a label key/,
    answer: /Invalid value/,
  }),
  mirrors('CS131', 'a value of a label is short and plain', {
    wrong: 'a b',
    right: 'a-b',
    props: value => set({ labels: { a: value } }),
    byHand: value => service({}, { labels: { a: value } }),
    says: /^CS131 .* at most 63 letters/,
    answer: /Invalid value/,
  }),
  mirrors('CS131', 'a key of an annotation is a qualified name', {
    wrong: 'A b',
    right: 'Example.com/A',
    props: key => set({ podAnnotations: { [key]: 'x' }, serviceAnnotations: { [key]: 'x' } }),
    byHand: key => service({}, { annotations: { [key]: 'x' } }),
    says: /^CS131 (pod|service|serviceAccount)Annotations: /,
    answer: /Invalid value/,
  }),
  mirrors('CS107', 'a value of an annotation is a text', {
    wrong: 1 as any,
    right: '1',
    props: a => set({ podAnnotations: { a }, serviceAnnotations: { a } }),
    byHand: a => service({}, { annotations: { a } }),
    says: /^CS107 (pod|service)Annotations\.a: /,
    answer: /string/,
  }),
  mirrors('CS131', 'the selector selects the pods', {
    wrong: 'y',
    right: 'x',
    props: value => set({ name: 'x', labels: { 'app.kubernetes.io/name': value } }),
    byHand: app => deployment({}, {}, { selector: { matchLabels: { app } } }),
    says: /^CS131 labels.* which the selector uses/,
    answer: /selector/,
    hidden: 'the labels of the selector win in the objects',
  }),
  mirrors('CS132', 'an account or class has a legal name', {
    wrong: 'A b',
    right: 'a-b',
    props: serviceAccountName => set({ serviceAccountName }),
    byHand: serviceAccountName => deployment({}, { serviceAccountName }),
    says: /^CS132 (serviceAccountName|priorityClassName): got '(?!',).*, allowed/,
    answer: /RFC 1123/,
  }),
  mirrors('CS132', 'a reference names a Secret', {
    wrong: '',
    right: 'a',
    props: name => set({ secretEnv: { A: SecretKey.of(name, 'k') } }),
    byHand: name => deployment({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name, key: 'k' } } }] }),
    says: /^CS132 (secretEnv\.\w+|roles\[\d+\]\.password): .* allowed is at most 253/,
    answer: /secretKeyRef\.name/,
  }),
  mirrors('CS132', 'a reference names a key', {
    wrong: '..',
    right: '.k',
    props: key => set({ secretEnv: { A: SecretKey.of('s', key) } }),
    byHand: key => deployment({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key } } }] }),
    says: /^CS132 (secretEnv\.\w+|roles\[\d+\]\.password): .* a key of letters/,
    answer: /secretKeyRef\.key/,
  }),
  mirrors('CS132', 'a pull policy is one of three', {
    wrong: 'Sometimes',
    right: 'Never',
    props: imagePullPolicy => set({ imagePullPolicy }),
    byHand: imagePullPolicy => deployment({ imagePullPolicy }),
    says: /^CS132 imagePullPolicy: got '(?!',).*, allowed/,
    answer: /Unsupported value/,
  }),
];
