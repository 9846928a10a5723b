import { set, secondsOf } from './charts';
import { MirroredRule, configMap, container, deployment, mirrors, service } from './rule';
import { Probe, Volume } from '../../../src';

/** Rules for containers. */
export const CONTAINERS: MirroredRule[] = [
  mirrors('CS121', 'a container has an image', {
    wrong: '', right: 'engine:1', props: image => set({ image }), byHand: image => deployment({ image }), says: /^CS121 image: got ''/, answer: /image: Required value/,
  }),
  mirrors('CS121', 'no space stands around an image', {
    wrong: ' engine:1', right: 'engine:1', props: image => set({ image }), byHand: image => deployment({ image }), says: /^CS121 image: got '( |\\n|[^']* ')/, answer: /leading or trailing whitespace/,
  }),
  mirrors('CS122', 'times of a probe are whole seconds', {
    wrong: 1.5,
    right: 1,
    props: n => set({ ready: Probe.tcp({ period: secondsOf(n) }) }),
    byHand: n => deployment({ readinessProbe: { tcpSocket: { port: 1 }, periodSeconds: n } }),
    says: /^CS122 \w+\.(period|timeout): got (\d+\.\d+ s|.*which is no Duration)/,
    answer: /periodSeconds/,
  }),
  mirrors('CS122', 'failures are counted from one', {
    wrong: -1,
    right: 1,
    props: n => set({ ready: Probe.tcp({ failureThreshold: n }) }),
    byHand: n => deployment({ readinessProbe: { tcpSocket: { port: 1 }, failureThreshold: n } }),
    says: /^CS122 \w+\.failureThreshold: got (?!0,)/,
    answer: /failureThreshold/,
  }),
  mirrors('CS122', 'a probe has a command', {
    wrong: [] as string[],
    right: ['true'],
    props: command => set({ ready: Probe.command(command) }),
    byHand: command => deployment({ readinessProbe: { exec: { command } } }),
    says: /^CS122 (ready|alive): got \[\]/,
    answer: /command: Required value/,
  }),
  mirrors('CS122', 'a probe has a port', {
    wrong: 70000,
    right: 7000,
    props: port => set({ ready: Probe.tcp({ port }) }),
    byHand: port => deployment({ readinessProbe: { tcpSocket: { port } } }),
    says: /^CS122 \w+\.port: got/,
    answer: /between 1 and 65535/,
  }),
  mirrors('CS123', 'a variable has a name of ASCII without =', {
    wrong: 'A=B',
    right: 'A_B',
    props: name => set({ env: { [name]: 'x' } }),
    byHand: name => deployment({ env: [{ name, value: 'x' }] }),
    says: /^CS123 env\b.*: got '(|.*(=|[^ -~]|\\n).*)', allowed is a name/,
    answer: /env\[0\]\.name/,
  }),
  mirrors('CS123', 'each variable has one value', {
    wrong: 'A',
    right: 'B',
    props: name => set({ env: { A: '1' }, extraEnv: [{ name, value: '2' }] }),
    byHand: name => deployment({ env: [{ name: 'A', value: '1' }, { name, value: '2' }] }),
    says: /^CS123 env.* one value for each name/,
    answer: /duplicate entries for key/,
  }),
  mirrors('CS123', 'a value is a text', {
    wrong: 1 as any, right: '1', props: A => set({ env: { A } }), byHand: value => deployment({ env: [{ name: 'A', value }] }), says: /^CS123 env.* allowed is a string/, answer: /string/,
  }),
  mirrors('CS124', 'config files have a place', {
    wrong: undefined as string | undefined,
    right: '/etc/x',
    props: configPath => set({ config: { a: 'b' }, configPath }),
    byHand: mountPath => deployment({ volumeMounts: [{ name: 'c', mountPath: mountPath ?? '' }] }, { volumes: [{ name: 'c', configMap: { name: 'c' } }] }),
    says: /^CS124 configPath: got nothing/,
    answer: /mountPath/,
  }),
  mirrors('CS124', 'the name of a file is a key', {
    wrong: 'a b', right: 'a-b', props: file => set({ config: { [file]: 'x' }, configPath: '/etc/x' }), byHand: file => configMap({ [file]: 'x' }), says: /^CS124 config: .* file names of/, answer: /data/,
  }),
  mirrors('CS124', 'files are 1 MiB at most', {
    wrong: 'x'.repeat(2 ** 20 + 1),
    right: 'x'.repeat(2 ** 20),
    props: text => set({ config: { file: text }, configPath: '/etc/x' }),
    byHand: text => configMap({ file: text }),
    says: /^CS124 config: .* 1 MiB/,
    answer: /Too long|at most 1048576/,
  }),
  mirrors('CS124', 'the ConfigMap has a legal name', {
    wrong: 'A', right: 'a', props: name => set({ name, config: { a: 'b' }, configPath: '/etc/x' }), byHand: name => configMap({}, `${name}-config`), says: /^CS124 name of the ConfigMap/, answer: /RFC 1123/,
  }),
  mirrors('CS125', 'a port is a port', {
    wrong: 70000,
    right: 7001,
    props: port => set({ extraPorts: [{ name: 'b', port }] }),
    byHand: port => deployment({ ports: [{ name: 'b', containerPort: port }] }),
    says: /^CS125 port '.*a whole number from 1/,
    answer: /between 1 and 65535/,
  }),
  mirrors('CS125', 'ports have short names', {
    wrong: 'a-name-that-is-long',
    right: 'a-name',
    props: name => set({ extraPorts: [{ name, port: 1 }] }),
    byHand: name => deployment({ ports: [{ name, containerPort: 1 }] }),
    says: /^CS125 name of port/,
    answer: /no more than 15/,
  }),
  mirrors('CS125', 'each port has a name of its own', {
    wrong: 'b',
    right: 'c',
    props: name => set({ extraPorts: [{ name: 'b', port: 1 }, { name, port: 2 }] }),
    byHand: name => deployment({ ports: [{ name: 'b', containerPort: 1 }, { name, containerPort: 2 }] }),
    says: /^CS125 name of a port/,
    answer: /Duplicate value/,
  }),
  mirrors('CS125', 'each port is there once', {
    wrong: 1,
    right: 2,
    props: port => set({ extraPorts: [{ name: 'b', port: 1 }, { name: 'c', port }] }),
    byHand: port => service({ ports: [{ name: 'b', port: 1 }, { name: 'c', port }] }),
    says: /^CS125 port: got/,
    answer: /duplicate/i,
  }),
  mirrors('CS125', 'a port has a protocol of Kubernetes', {
    wrong: 'tcp',
    right: 'TCP',
    props: protocol => set({ extraPorts: [{ name: 'b', port: 1, protocol: protocol as any }] }),
    byHand: protocol => service({ ports: [{ name: 'b', port: 1, protocol }] }),
    says: /^CS125 protocol of port/,
    answer: /Unsupported value/,
  }),
  mirrors('CS126', 'a container has a legal name', {
    wrong: 'A', right: 'a', props: name => set({ sidecars: [{ name, image: 'x:1' }] }), byHand: name => deployment({ name }), says: /^CS126 name of a container.*DNS label/, answer: /RFC 1123/,
  }),
  mirrors('CS126', 'each container has a name of its own', {
    wrong: 'a',
    right: 'b',
    props: name => set({ sidecars: [{ name: 'a', image: 'x:1' }, { name, image: 'x:1' }] }),
    byHand: name => deployment({}, { containers: [container({ name: 'a' }), container({ name })] }),
    says: /^CS126 name of a container.* each name once/,
    answer: /duplicate/i,
  }),
  mirrors('CS126', 'a further container has an image', {
    wrong: '', right: 'x:1', props: image => set({ sidecars: [{ name: 'a', image }] }), byHand: image => deployment({ image }), says: /^CS126 image of container/, answer: /image/,
  }),
  mirrors('CS126', 'a mount names a volume of the pod', {
    wrong: 'w',
    right: 'v',
    props: name => set({ volumes: [{ volume: Volume.emptyDir('v'), mountPath: '/v' }], sidecars: [{ name: 'a', image: 'x:1', volumeMounts: [{ name, mountPath: '/a' }] }] }),
    byHand: name => deployment({ volumeMounts: [{ name, mountPath: '/a' }] }, { volumes: [{ name: 'v', emptyDir: {} }] }),
    says: /^CS126 mount of container/,
    answer: /Not found/,
  }),
];
