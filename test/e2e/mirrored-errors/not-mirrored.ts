/** Errors that the API server does not have, and why the library does. By id; of an id that has both kinds, by message. */
export interface Unmirrored {
  readonly id: string;
  readonly says?: RegExp;
  readonly reason: string;
}

const ids = (reason: string, ...list: string[]): Unmirrored[] => list.map(id => ({ id, reason }));
const some = (says: RegExp, reason: string): Unmirrored => ({ id: /CS\d{3}/.exec(says.source)![0], says, reason });

const DEFAULTED = 'the server takes it for not said and fills its default in';
const RUNTIME = 'the server does not look: the container runtime or the kubelet refuses it when the pod starts';
const CUT = 'what does not fit into 32 bits is cut off by an apply without a word: 2^40 becomes 0';
const REFERENCE = 'the server does not look at the form of this reference; it could never resolve';

/** Ids without any rule of the server. */
export const UNMIRRORED: Unmirrored[] = [
  ...ids('a convention of this library', 'CS100', 'CS135', 'CS173'),
  ...ids('about the version that the output is for, which is another one than that of the server asked', 'CS102', 'CS103'),
  ...ids('about several objects: the server sees one at a time, and the second overwrites or shares without a word', 'CS105', 'CS106', 'CS231'),
  ...ids('a credential is a text like any other to the server', 'CS120'),
  ...ids('data would be lost or divided; the server does not know the engine', 'CS141', 'CS144', 'CS145', 'CS160'),
  ...ids('two pods would need one port, or one position file, at a time: the update hangs or reads twice', 'CS171', 'CS182'),
  ...ids('the agent would read nothing, or the pod would hang', 'CS180', 'CS181'),
  ...ids('a fact of the driver, which sees the class or claim only later', 'CS200', 'CS201', 'CS202', 'CS204', 'CS207', 'CS271', 'CS272', 'CS273'),
  ...ids('mount options are read when the volume is mounted', 'CS209'),
  ...ids('the props do not say what to make', 'CS232'),
  ...ids('two disks would share their files', 'CS235'),
  ...ids('about what fits where: the claim would stay pending', 'CS236', 'CS237', 'CS238', 'CS239'),
  ...ids('the server takes a reference without namespace, and the volume is never bound', 'CS251'),
];

/** Messages without a rule of the server, of ids that have others with one. They are asked first. */
export const UNMIRRORED_MESSAGES: Unmirrored[] = [
  some(/^CS101 name: got '[a-z0-9.]{1,63}', .* \(DNS label\)/, 'names of DaemonSets may have dots; those of their Services and files could not'),
  some(/^CS121 image: got (?!'(| .*|\\n.*|[^']* )', allowed)/, RUNTIME),
  some(/^CS122 \w+\.(period|timeout): got 0 s/, DEFAULTED),
  some(/^CS122 \w+\.failureThreshold: got 0,/, DEFAULTED),
  some(/^CS122 startupBudget: /, 'it is divided by the period of the probe and rounded up'),
  some(/^CS122 (ready|alive): got \[.+\]/, RUNTIME),
  some(/^CS122 \w+\.path: /, 'the server does not look; the kubelet would put it beside the port'),
  some(/^CS123 env\b.*: got '[ -<>-~]+', allowed is a name/, 'servers from 1.32 take any ASCII but =; those before, for which output may be, do not'),
  some(/^CS123 env\..* references to/, 'the server does not look; the reference would stay unexpanded'),
  some(/^CS124 configPath: got '/, 'a path without files has no effect'),
  some(/^CS124 config: got no files/, 'the server takes a ConfigMap without files'),
  some(/^CS125 name of port .*: got '',/, 'the server takes a port without name, which probes and Services do not find'),
  some(/^CS125 protocol of port .*: got ''/, DEFAULTED),
  some(/^CS126 image of container .*: got '(?! )[^']*[^' ]'/, RUNTIME),
  some(/^CS127 (mountPath of .*|configPath|scratch): got '(?!',)/, RUNTIME),
  some(/^CS127 scratch: .* differ in more/, 'two directories would share their files'),
  some(/^CS127 subPath of .*: got ''/, DEFAULTED),
  some(/^CS127 subPath of .* none for a block device/, 'the server has no such field for devices, and rendering none'),
  some(/^CS128 (resources\.\w+|scratchLimit): got (0|\d+\.\d+\w*),/, 'the server takes zero and fractions; a container could not live on the one, and the other is written another way by the server'),
  some(/^CS129 gracePeriod: got 0 s/, 'the server takes it, and the process is killed at once'),
  some(/^CS129 preStop: got \[.+\]/, RUNTIME),
  some(/^CS129 preStop: got a sleep/, 'the server does not read commands'),
  some(/^CS132 (serviceAccountName|priorityClassName|imagePullPolicy): got ''/, DEFAULTED),
  some(/^CS132 imagePullSecrets: /, REFERENCE),
  some(/^CS133 podManagement: got ''/, DEFAULTED),
  some(/^CS133 (node|zone)Spread: /, 'a choice of this library, not a value of Kubernetes'),
  some(/^CS134 serviceType: got ''/, DEFAULTED),
  some(/^CS134 serviceNodePort: got -?\d+, allowed is a whole/, 'the server looks when it hands out the port, which a dry run does not do'),
  some(/^CS134 serviceNodePort: got 0, /, DEFAULTED),
  some(/^CS134 serviceSourceRanges: got \[\]/, 'an empty list is no list'),
  some(/^CS134 serviceSourceRanges: .* each network once/, 'the server takes a network twice'),
  some(/^CS140 .*: got \d{10,},/, CUT),
  some(/^CS142 .* (nothing for one member|what a quorum)/, 'about members and quorums, which the server does not know'),
  some(/^CS143 updateStrategy\.partition: got \d{10,},/, CUT),
  some(/^CS143 updateStrategy\.maxUnavailable: /, 'a field from 1.35, and about quorums, which the server does not know'),
  some(/^CS170 .* nothing with updateOnDelete/, 'the number would have no effect'),
  some(/^CS172 hostPort of .*: got 0,/, DEFAULTED),
  some(/^CS190 .*: got '(?!.*no Size)/, 'the server takes zero and fractions; nothing fits into the one'),
  some(/^CS191 path of .*: got '(?!.*\.\.).+'/, RUNTIME),
  some(/^CS191 type of .*: got ''/, 'the server takes it for unchecked'),
  some(/^CS192 .* got none,|^CS192 .* got '0 in one entry'/, 'the server takes a volume without sources'),
  some(/^CS193 (ConfigMap|Secret|claim) of .*: got '(?!',)/, REFERENCE),
  some(/^CS193 key for /, REFERENCE),
  some(/^CS193 fields of /, 'the server takes a volume without files'),
  some(/^CS195 .* got (?!\w+ and )/, 'the server still takes kinds that nothing mounts any more, and makes an empty directory of one that it does not know'),
  some(/^CS197 mountPath of .*: got '(?!',)/, RUNTIME),
  some(/^CS197 subPath of .*: got '',/, DEFAULTED),
  some(/^CS203 (parameter (?!')|parameter '.+': got NaN|fsType)/, 'a fact of the driver'),
  some(/^CS205 .* WaitForFirstConsumer for /, 'a fact of the driver'),
  some(/^CS206 (allowedZones: .* (one of allowedZones|nothing for)|allowedTopologies: .* a key of the driver)/, 'a fact of the driver, or props that exclude each other'),
  some(/^CS206 .*: got \[.+\], allowed is at least one name/, 'the server takes an empty zone'),
  some(/^CS208 snapshotClass: /, 'a fact of the driver'),
  some(/^CS211 reclaimPolicy: got ('Recycle'|'')/, 'the server still takes Recycle for NFS and hostPath, and for a volume nothing as Retain'),
  some(/^CS230 size: got (nothing|\d+\.\d+)/, 'no object could be made, or the server writes the fraction another way'),
  some(/^CS259 source\.node: /, 'the server does not look at values of an affinity; no node would have it'),
  some(/^CS233 node: /, 'the server does not look at values of an affinity; no node would have it'),
  some(/^CS233 path: got '(?!',)/, RUNTIME),
  some(/^CS234 fsType: /, RUNTIME),
  some(/^CS250 reservedFor: /, 'props that exclude each other'),
  some(/^CS252 size: got \d+\.\d+/, 'the server writes the fraction another way'),
  some(/^CS253 accessModes: got Read(WriteOnce|WriteOncePod|OnlyMany|WriteMany) as /, 'what the storage can do, the server does not know'),
  some(/^CS253 .* each mode once/, 'the server takes a mode twice'),
  some(/^CS254 volumeMode: got 'Block', allowed is Filesystem/, RUNTIME),
  some(/^CS255 .* got '(?!',)/, 'the server does not look; the mount would hang'),
  some(/^CS256 source\.targetPortal: got '(?!',)/, 'the server does not look; the login would fail'),
  some(/^CS256 source\.lun: got \d{10,},/, CUT),
  some(/^CS256 source\.initiatorName: got '',/, DEFAULTED),
  some(/^CS256 source\.chapSession: /, 'the Secret would have no effect'),
  some(/^CS256 source\.initiatorName: .* 223/, 'a limit of the protocol'),
  some(/^CS257 source\.driver: .* removed/, 'the server does not know drivers'),
  some(/^CS257 source\.volumeHandle: got '( |\\n)/, 'the server takes a blank handle'),
  some(/^CS260 source\.(chapSecret|nodeStageSecret)/, REFERENCE),
  some(/^CS270 .*: got \d+\.\d+/, 'the server writes the fraction another way'),
  some(/^CS275 .*\.source: got '(?!',)/, REFERENCE),
];
