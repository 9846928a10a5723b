/* eslint-disable max-lines -- made from the types of src/ and of cdk8s-plus-27 by scripts/update-input-table.ts; a test compares. */

/** What input may hold: `prop? type`, after the structs that a struct extends; `[type]` is a list, `{type}` a map. */
export const INPUT_TABLE = `
AccessMode enum(ReadWriteOnce ReadWriteOncePod ReadOnlyMany ReadWriteMany):
AccountProps struct(): name string, password SecretKey
AdoptedSet struct(): selectorLabels {string}, serviceName string, containerName? string
AppBaseProps struct(PodProps): name string, resources? ContainerResources, tolerations? [k8s.Toleration]
AppProps struct(AppBaseProps): image? string
AwsEbsParameters struct(FileSystemParameters): type? EbsVolumeType, iops? number, iopsPerGb? number, allowAutoIopsPerGbIncrease? boolean, throughput?
  number, encrypted? boolean, kmsKeyId? string, blockExpress? boolean, blockSize? number, inodeSize? number, bytesPerInode? number, numberOfInodes?
  number, outpostArn? string, tags? {string}
AwsEfsParameters struct(ProvisionerParameters): provisioningMode? string, fileSystemId? string, fileSystemIdConfigRef? string, fileSystemIdSecretRef?
  string, directoryPerms? string, uid? number, gid? number, gidRangeStart? number, gidRangeEnd? number, basePath? string, subPathPattern? string,
  ensureUniqueDirectory? boolean, reuseAccessPoint? boolean, az? string
AzureDiskParameters struct(FileSystemParameters): skuName? string, cachingMode? string, maxShares? number, diskIopsReadWrite? number,
  diskMbpsReadWrite? number, logicalSectorSize? number, diskEncryptionSetId? string, networkAccessPolicy? string, diskAccessId? string, resourceGroup?
  string, subscriptionId? string, tags? {string}
AzureFileParameters struct(ProvisionerParameters): skuName? string, protocol? string, storageAccount? string, shareName? string, resourceGroup?
  string, subscriptionId? string, networkEndpointType? string, rootSquashType? string, mountPermissions? string, tags? {string}
BackupProps struct(): schedule string, storage ClaimedStorage, keep? number, resources? ContainerResources, timeZone? string
BindingMode enum(WaitForFirstConsumer Immediate):
CephFsParameters struct(ProvisionerParameters): clusterId string, fsName string, pool? string, mounter? string, kernelMountOptions? string,
  fuseMountOptions? string, backingSnapshot? boolean, encrypted? boolean, encryptionKmsId? string, operatorNamespace? string
CephRbdParameters struct(FileSystemParameters): clusterId string, pool? string, topologyConstrainedPools? string, dataPool? string, imageFeatures?
  string, mounter? string, mapOptions? string, mkfsOptions? string, encrypted? boolean, encryptionKmsId? string, operatorNamespace? string
CinderParameters struct(FileSystemParameters): type? string, availability? string
ClaimRequest struct(): claimant string, claimName string, count number, size Size, accessMode AccessMode, volumeMode VolumeMode, spreadOverNodes
  boolean
ClaimRetention enum(Retain DeleteWhenScaled DeleteWhenDeleted Delete):
ClaimSource class(ClaimSource.snapshot(), ClaimSource.clone()): kind string, name string, apiGroup? string
ClaimVolumeOptions struct(): readOnly? boolean
ClaimedStorage struct(): size Size, tier IStorageTier, accessMode? AccessMode, source? ClaimSource, volumeAttributesClassName? string, labels?
  {string}, annotations? {string}
Connection class(DatabaseConnection.of(), EndpointsConnection.of()): _variables function, _check function
ConnectionOptions struct(): scheme? string, tlsSecretName? string, clientCertificate? boolean, secretNamespace? string
ContainerResources struct(): cpu? Cpu, cpuLimit? Cpu, memory? Size, ephemeralStorage? Size
Cpu class(Cpu.millis(), Cpu.cores()): millicores number
CsiEphemeralOptions struct(): driver string, readOnly? boolean, fsType? string, attributes? {string}, nodePublishSecretName? string
CsiSource struct(): driver string, volumeHandle string, fsType? string, attributes? {string}, nodeStageSecret? SecretReference, nodePublishSecret?
  SecretReference
CustomProvisioner struct(): name string, parameters? {string}, capabilities? DriverCapabilities
DaemonPort struct(NamedPort): hostPort? number
DatabaseConnectionOptions struct(ConnectionOptions): host string, port number, databaseName string, user string, password SecretKey
DatabaseProps struct(): name string, owner? string
DigitalOceanParameters struct(FileSystemParameters):
DriverCapabilities struct(): accessModes? [AccessMode], blockAccessModes? [AccessMode], expansion? boolean, snapshots? boolean, clones? boolean,
  reach? StorageReach, topologyKeys? [string], volumesPerNode? number
Duration class(Duration.seconds(), Duration.minutes()): toSeconds function
EbsVolumeType enum(gp3 gp2 io1 io2 st1 sc1 standard):
EmptyDirOptions struct(): sizeLimit? Size, memory? boolean
EndpointsConnectionOptions struct(ConnectionOptions): endpoints [string], user? string, password? SecretKey
EphemeralOptions struct(): size Size, tier IStorageTier, accessMode? AccessMode
EtcdDefragmentation struct(): schedule string, timeZone? string
EtcdProps struct(AppProps HelperProps MemberProps MetricsProps NetworkAccessProps ServiceProps): storage ClaimedStorage, replicas? number, quota?
  Size, tlsSecretName? string, extraSettings? {string}, backup? BackupProps, defragmentation? EtcdDefragmentation, nodeSpread? Spread
ExistingTierOptions struct(): provisioner? Provisioner, reclaimPolicy? ReclaimPolicy
Exposure class(Exposure.ingress(), Exposure.gateway()): _ingress any, _gateway any
ExposureProps struct(): exposure? Exposure
FcSource struct(): targetWwns? [string], lun? number, wwids? [string], fsType? string
FileSystemParameters struct(ProvisionerParameters): fsType? string
FilesOptions struct(): items? {string}, defaultMode? number, optional? boolean
FluentdForwardOptions struct(): host string, port? number, tls? boolean, caSecretName? string
FluentdKafkaOptions struct(): brokers [string], topic? string, tls? boolean, caSecretName? string, secretName? string, saslMechanism?
  FluentdSaslMechanism
FluentdLokiOptions struct(): host string, port? number, tls? boolean, caSecretName? string, tenant? string, secretName? string
FluentdMultiline struct(): firstLine string, containerName? string, namespaceName? string
FluentdOutput class(FluentdOutput.forward(), FluentdOutput.elasticsearch(), FluentdOutput.opensearch()): _resolved any
FluentdProps struct(AppProps MetricsProps NetworkAccessProps): output FluentdOutput, kubernetesMetadata? boolean, multiline? [FluentdMultiline],
  extraConfig? string, bufferSize? Size
FluentdS3Options struct(): bucket string, region? string, endpoint? string, caSecretName? string, prefix? string, secretName? string
FluentdSaslMechanism enum(PLAIN SCRAM-SHA-256 SCRAM-SHA-512):
FluentdSearchOptions struct(): host string, port? number, tls? boolean, caSecretName? string, indexPrefix? string, secretName? string
GatewayExposureOptions struct(): hosts [string], gatewayName string, gatewayNamespace? string, sectionName? string, path? string, annotations?
  {string}
GcePersistentDiskParameters struct(FileSystemParameters): type? string, replicationType? string, diskEncryptionKmsKey? string, labels? {string},
  provisionedIopsOnCreate? number, provisionedThroughputOnCreate? number, enableConfidentialStorage? boolean, storagePools? string
GcpFilestoreParameters struct(ProvisionerParameters): tier? string, network? string, connectMode? string, reservedIpv4Cidr? string, reservedIpRange?
  string, instanceEncryptionKmsKey? string, multishare? boolean, maxVolumeSize? string, labels? {string}
GrpcProbeOptions struct(ProbeOptions): port? number, service? string
HelperProps struct(): helperImage? string
HetznerParameters struct(FileSystemParameters): fsFormatOptions? string
HibernationProps struct(): hibernated? boolean
HostPathMount struct(): name string, path string, pathType? HostPathType, mountPath? string, readOnly? boolean, mountPropagation? MountPropagation
HostPathOptions struct(): path string, pathType HostPathType
HostPathType enum(Directory DirectoryOrCreate File FileOrCreate Socket CharDevice BlockDevice):
HostpathCsiParameters struct(ProvisionerParameters): kind? string
HttpProbeOptions struct(ProbeOptions): port? number, https? boolean, headers? {string}
IStorageTier class(new LocalDiskPool(), new StorageTier(), StorageTier.fromName(), StorageTier.clusterDefault()): storageClassName? string,
  provisioner? Provisioner, reclaimPolicy? ReclaimPolicy, mountOptions? [string], claim function
IWorkload class(new NodeDaemon(), new PersistentDeployment(), new StatefulDatabase()): node any, selectorLabels {string}
IngressExposureOptions struct(): host string, path? string, className? string, tlsSecretName? string, certManagerIssuer? string,
  certManagerClusterIssuer? string, annotations? {string}
InitScript struct(): source ScriptSource, databaseName? string
IpFamily enum(IPv4 IPv6):
IpFamilyPolicy enum(SingleStack PreferDualStack RequireDualStack):
IscsiParameters struct(ProvisionerParameters):
IscsiSource struct(): targetPortal string, iqn string, lun number, portals? [string], iscsiInterface? string, initiatorName? string, fsType? string,
  chapSecret? SecretReference, chapSession? boolean, chapDiscovery? boolean
JavaAppProps struct(AppBaseProps ExposureProps HelperProps MemberProps NetworkAccessProps ServiceProps): image string, port number, dataPath string,
  storage ClaimedStorage, replicas? number, runAsUser? number, userFromNamespace? boolean, javaOptions? [string], metricsPort? number, jmxExporter?
  JmxExporterOptions, debugPort? number, args? [string], env? {string}, secretEnv? {SecretKey}, config? {string}, configPath? string, readinessPath?
  string, livenessPath? string, gracePeriod? Duration, nodeSpread? Spread
JmxExporterOptions struct(): agentPath string, config? string
LinodeParameters struct(FileSystemParameters): encrypted? boolean, luksEncrypted? boolean, luksCipher? string, luksKeySize? number, volumeTags? string
LinstorParameters struct(FileSystemParameters): placementCount? number, storagePool? string, resourceGroup? string, layerList? string,
  allowRemoteVolumeAccess? boolean, replicasOnSame? string, replicasOnDifferent? string
LocalDisk struct(): node string, path string, size? Size, name? string
LocalDiskPoolProps struct(): name? string, nodes? [string], paths? [string], disks? [LocalDisk], size? Size, volumeMode? VolumeMode, fsType? string,
  reclaimPolicy? ReclaimPolicy, mountOptions? [string], labels? {string}
LocalPathParameters struct(ProvisionerParameters): nodePath? string, pathPattern? string
LogDaemonProps struct(NodeDaemonProps): logDirectories? [string], stateDirectory? string, dockerLogs? boolean, kubernetesMetadata? boolean
LonghornParameters struct(ProvisionerParameters): numberOfReplicas? number, staleReplicaTimeout? number, fsType? string, dataLocality? string,
  diskSelector? string, nodeSelector? string, encrypted? boolean, migratable? boolean, dataEngine? string
MemberProps struct(HibernationProps): zoneSpread? Spread, updateStrategy? UpdateStrategy
MemberServices struct(): type? ServiceType, nodePorts? [number], sourceRanges? [string], loadBalancerClass? string, annotations? {string},
  externalTrafficPolicy? TrafficPolicy
Members enum(Replicated Independent):
Metrics class(Metrics.annotations(), Metrics.podMonitor()): _podMonitor any
MetricsProps struct(): metrics? Metrics
MountPropagation enum(None HostToContainer Bidirectional):
NamedPort struct(): name string, port number, protocol? PortProtocol, membersOnly? boolean
NetworkAccess class(NetworkAccess.members(), NetworkAccess.clients()): _clients any, _metrics any, _members? any, _jobs? any
NetworkAccessOptions struct(): metrics? [NetworkPeer]
NetworkAccessProps struct(): networkPolicy? NetworkAccess
NetworkPeer class(NetworkPeer.pods(), NetworkPeer.namespace(), NetworkPeer.workload()): _source any
NfsParameters struct(ProvisionerParameters): server string, share string, subDir? string, mountPermissions? string, onDelete? string
NfsSource struct(): server string, path string
NodeDaemonProps struct(WorkloadProps NetworkAccessProps): hostPaths? [HostPathMount], ports? [DaemonPort], runAsUser? number, runAsGroup? number,
  privileged? boolean, hostNetwork? boolean, hostPid? boolean, maxUnavailable? number, maxSurge? number, updateOnDelete? boolean, minReady? Duration,
  clusterRules? [k8s.PolicyRule]
NodeExporterProps struct(AppProps MetricsProps): port? number, textfileDirectory? string, followMounts? boolean, extraArgs? [string]
NodePathSource struct(): node string, path string, fsType? string
OpenEbsHostpathParameters struct(ProvisionerParameters): basePath? string
OpenEbsLvmParameters struct(ProvisionerParameters): volumeGroup? string, volumeGroupPattern? string, fsType? string, thinProvision? boolean, shared?
  boolean
OpenEbsMayastorParameters struct(ProvisionerParameters): replicas number, fsType? string, thin? boolean, rwxBlock? boolean
OpenEbsRawfileParameters struct(FileSystemParameters): thinProvision? boolean, copyOnWrite? boolean, freezeFs? boolean, storagePool? string
OpenEbsZfsParameters struct(ProvisionerParameters): poolName string, fsType? string, recordSize? string, volBlockSize? string, compression? string,
  thinProvision? boolean, shared? boolean
PersistentDeploymentProps struct(PersistentWorkloadProps): storage? StorageClaim, extraStorage? [StorageClaim]
PersistentWorkloadProps struct(WorkloadProps ServiceProps NetworkAccessProps HibernationProps): runAsUser number, runAsGroup? number, fsGroup? number,
  userFromNamespace? boolean, port number, portName? string, extraPorts? [NamedPort]
PodManagement enum(Parallel OrderedReady):
PodMonitorOptions struct(): labels? {string}, interval? Duration, alerts? boolean, dashboard? boolean
PodPeerOptions struct(): labels {string}, namespaceName? string, namespaceLabels? {string}
PodProps struct(): imagePullPolicy? string, imagePullSecrets? [string], extraEnv? [k8s.EnvVar], volumes? [VolumeMount], sidecars? [Sidecar],
  nativeSidecars? [Sidecar], securityContext? k8s.SecurityContext, podSecurityContext? k8s.PodSecurityContext, serviceAccountName? string,
  serviceAccountAnnotations? {string}, priorityClassName? string, nodeSelector? {string}, affinity? k8s.Affinity, hostAliases? [k8s.HostAlias],
  labels? {string}, podAnnotations? {string}
PortProtocol enum(TCP UDP SCTP):
PortworxParameters struct(FileSystemParameters): replicas? number, ioProfile? string, priorityIo? string, sharedV4? boolean, secure? boolean, group?
  string
PostgresAccountsProps struct(): roles? [PostgresRole], databases? [PostgresDatabase], initScripts? [InitScript]
PostgresDatabase struct(DatabaseProps): extensions? [string]
PostgresProps struct(AppProps HelperProps MemberProps MetricsProps NetworkAccessProps PostgresAccountsProps ServiceProps): secretName string, storage
  ClaimedStorage, walStorage? ClaimedStorage, databaseName? string, readReplicas? number, replicaServiceNodePort? number, synchronous? boolean,
  maxReplicaLag? Size, staleReads? boolean, promotedReplica? number, majorVersion? number, runAsUser? number, maxConnections? number, extraSettings?
  {string}, exporterImage? string, backup? BackupProps, nodeSpread? Spread
PostgresRole struct(AccountProps): memberOf? [string]
PowerFlexParameters struct(FileSystemParameters): storagePool string, systemId string, protectionDomain? string, mkfsFormatOption? string,
  bandwidthLimitInKbps? number, iopsLimit? number, nasName? string
Probe class(Probe.exec(), Probe.command(), Probe.http()): _kind any, _options any, _command? any, _path? any
ProbeOptions struct(): period? Duration, timeout? Duration, failureThreshold? number
ProjectedSource struct(): configMapName? string, secretName? string, fields? {string}, tokenPath? string, tokenAudience? string, tokenSeconds? number
Provisioner class(Provisioner.awsEbs(), Provisioner.awsEfs(), Provisioner.gcePersistentDisk()): name string, _annotations any, _doubled any, _facts?
  any
ProvisionerParameters struct(): custom? {string}
ReclaimPolicy enum(Retain Delete):
RollingUpdateOptions struct(): partition? number, maxUnavailable? number
ScriptSource class(ScriptSource.configMap(), ScriptSource.secret()): objectName string, key string
SecretKey class(SecretKey.of()): secretName string, key string
SecretReference struct(): name string, namespace string
ServiceProps struct(): serviceType? ServiceType, serviceNodePort? number, serviceSourceRanges? [string], serviceLoadBalancerClass? string,
  serviceAnnotations? {string}, serviceExternalTrafficPolicy? TrafficPolicy, serviceInternalTrafficPolicy? TrafficPolicy, ipFamilyPolicy?
  IpFamilyPolicy, ipFamilies? [IpFamily]
ServiceType enum(ClusterIP NodePort LoadBalancer):
Sidecar class(Sidecar.of(), Sidecar.container()): name string, _typed any, _container any
SidecarMount struct(): name string, mountPath? string, readOnly? boolean
SidecarProps struct(): name string, image string, command? [string], args? [string], env? {string}, secretEnv? {SecretKey}, fieldEnv? {string}, ports?
  [NamedPort], ready? Probe, alive? Probe, startupBudget? Duration, resources? ContainerResources, mounts? [SidecarMount], scratch? [string],
  securityContext? k8s.SecurityContext
Size class(Size.mebibytes(), Size.gibibytes()): toKibibytes function
SmbParameters struct(ProvisionerParameters): source string, subDir? string, onDelete? string
SnapshotClassOptions struct(): name? string, deletionPolicy? ReclaimPolicy, isDefault? boolean, parameters? {string}, secret? SecretReference
Spread enum(None Soft Hard):
StatefulDatabaseProps struct(PersistentWorkloadProps MemberProps): storage StorageClaim, extraStorage? [StorageClaim], dataDirectory? string,
  replicas? number, members? Members, quorum? boolean, maxUnavailable? number, clientService? boolean, clientSelector? {string}, memberServices?
  MemberServices, nodeSpread? Spread, podManagement? PodManagement, minReady? Duration, identityImage? string, retention? ClaimRetention, adopt?
  AdoptedSet
StaticVolumeProps struct(): name? string, source VolumeSource, size Size, accessModes? [AccessMode], volumeMode? VolumeMode, mountOptions? [string],
  reclaimPolicy? ReclaimPolicy, volumeName? string, reservedFor? string, storageClassName? string, labels? {string}
StorageClaim struct(ClaimedStorage): name? string, mountPath string, subPath? string, volumeMode? VolumeMode
StorageReach enum(node zone region anywhere):
StorageTierProps struct(): name? string, provisioner Provisioner, reclaimPolicy? ReclaimPolicy, bindingMode? BindingMode, allowExpansion? boolean,
  mountOptions? [string], allowedZones? [string], allowedTopologies? [k8s.TopologySelectorTerm], isDefault? boolean, provisionerSecret?
  SecretReference, controllerPublishSecret? SecretReference, nodeStageSecret? SecretReference, nodePublishSecret? SecretReference,
  controllerExpandSecret? SecretReference, nodeExpandSecret? SecretReference, labels? {string}, snapshotClass? SnapshotClassOptions
TcpProbeOptions struct(ProbeOptions): port? number
TopoLvmParameters struct(FileSystemParameters): deviceClass? string, lvcreateOptionClass? string
TrafficPolicy enum(Cluster Local):
UpdateStrategy class(UpdateStrategy.rollingUpdate(), UpdateStrategy.onDelete()): strategy string, partition? number, maxUnavailable? number
Volume class(Volume.emptyDir(), Volume.configMap(), Volume.secret()): name string, _volume any, _findings? any, _claim? any
VolumeMode enum(Filesystem Block):
VolumeMount struct(): volume Volume, mountPath string, readOnly? boolean, subPath? string, subPathExpr? string, mountPropagation? MountPropagation
VolumeSource class(VolumeSource.nfs(), VolumeSource.iscsi(), VolumeSource.csi()): kind string, _source any
VsphereParameters struct(FileSystemParameters): storagePolicyName? string, datastoreUrl? string
WorkloadProps struct(PodProps): name? string, image string, command? [string], args? [string], env? {string}, secretEnv? {SecretKey}, fieldEnv?
  {string}, config? {string}, liveConfig? {string}, configFiles? {string}, configPath? string, scratch? [string], scratchLimit? Size, initContainers?
  [k8s.Container], resources? ContainerResources, writableRootFilesystem? boolean, mountServiceAccountToken? boolean, tolerations? [k8s.Toleration],
  gracePeriod? Duration, preStop? [string], ready? Probe, alive? Probe, startupBudget? Duration
k8s.Affinity struct(): nodeAffinity? k8s.NodeAffinity, podAffinity? k8s.PodAffinity, podAntiAffinity? k8s.PodAntiAffinity
k8s.Capabilities struct(): add? [string], drop? [string]
k8s.ConfigMapEnvSource struct(): name? string, optional? boolean
k8s.ConfigMapKeySelector struct(): key string, name? string, optional? boolean
k8s.ConfigMapProjection struct(): items? [k8s.KeyToPath], name? string, optional? boolean
k8s.ConfigMapVolumeSource struct(): defaultMode? integer, items? [k8s.KeyToPath], name? string, optional? boolean
k8s.Container struct(): args? [string], command? [string], env? [k8s.EnvVar], envFrom? [k8s.EnvFromSource], image? string, imagePullPolicy? string,
  lifecycle? k8s.Lifecycle, livenessProbe? k8s.Probe, name string, ports? [k8s.ContainerPort], readinessProbe? k8s.Probe, resizePolicy?
  [k8s.ContainerResizePolicy], resources? k8s.ResourceRequirements, securityContext? k8s.SecurityContext, startupProbe? k8s.Probe, stdin? boolean,
  stdinOnce? boolean, terminationMessagePath? string, terminationMessagePolicy? string, tty? boolean, volumeDevices? [k8s.VolumeDevice], volumeMounts?
  [k8s.VolumeMount], workingDir? string
k8s.ContainerPort struct(): containerPort integer, hostIp? string, hostPort? integer, name? string, protocol? string
k8s.ContainerResizePolicy struct(): resourceName string, restartPolicy string
k8s.CsiVolumeSource struct(): driver string, fsType? string, nodePublishSecretRef? k8s.LocalObjectReference, readOnly? boolean, volumeAttributes?
  {string}
k8s.DownwardApiProjection struct(): items? [k8s.DownwardApiVolumeFile]
k8s.DownwardApiVolumeFile struct(): fieldRef? k8s.ObjectFieldSelector, mode? integer, path string, resourceFieldRef? k8s.ResourceFieldSelector
k8s.DownwardApiVolumeSource struct(): defaultMode? integer, items? [k8s.DownwardApiVolumeFile]
k8s.EmptyDirVolumeSource struct(): medium? string, sizeLimit? k8s.Quantity
k8s.EnvFromSource struct(): configMapRef? k8s.ConfigMapEnvSource, prefix? string, secretRef? k8s.SecretEnvSource
k8s.EnvVar struct(): name string, value? string, valueFrom? k8s.EnvVarSource
k8s.EnvVarSource struct(): configMapKeyRef? k8s.ConfigMapKeySelector, fieldRef? k8s.ObjectFieldSelector, resourceFieldRef? k8s.ResourceFieldSelector,
  secretKeyRef? k8s.SecretKeySelector
k8s.EphemeralVolumeSource struct(): volumeClaimTemplate? k8s.PersistentVolumeClaimTemplate
k8s.ExecAction struct(): command? [string]
k8s.GrpcAction struct(): port integer, service? string
k8s.HostAlias struct(): hostnames? [string], ip? string
k8s.HostPathVolumeSource struct(): path string, type? string
k8s.HttpGetAction struct(): host? string, httpHeaders? [k8s.HttpHeader], path? string, port k8s.IntOrString, scheme? string
k8s.HttpHeader struct(): name string, value string
k8s.IntOrString class(k8s.IntOrString.fromNumber(), k8s.IntOrString.fromString()): value any
k8s.KeyToPath struct(): key string, mode? integer, path string
k8s.LabelSelector struct(): matchExpressions? [k8s.LabelSelectorRequirement], matchLabels? {string}
k8s.LabelSelectorRequirement struct(): key string, operator string, values? [string]
k8s.Lifecycle struct(): postStart? k8s.LifecycleHandler, preStop? k8s.LifecycleHandler
k8s.LifecycleHandler struct(): exec? k8s.ExecAction, httpGet? k8s.HttpGetAction, tcpSocket? k8s.TcpSocketAction
k8s.LocalObjectReference struct(): name? string
k8s.ManagedFieldsEntry struct(): apiVersion? string, fieldsType? string, fieldsV1? any, manager? string, operation? string, subresource? string, time?
  Date
k8s.NodeAffinity struct(): preferredDuringSchedulingIgnoredDuringExecution? [k8s.PreferredSchedulingTerm],
  requiredDuringSchedulingIgnoredDuringExecution? k8s.NodeSelector
k8s.NodeSelector struct(): nodeSelectorTerms [k8s.NodeSelectorTerm]
k8s.NodeSelectorRequirement struct(): key string, operator string, values? [string]
k8s.NodeSelectorTerm struct(): matchExpressions? [k8s.NodeSelectorRequirement], matchFields? [k8s.NodeSelectorRequirement]
k8s.ObjectFieldSelector struct(): apiVersion? string, fieldPath string
k8s.ObjectMeta struct(): annotations? {string}, creationTimestamp? Date, deletionGracePeriodSeconds? integer, deletionTimestamp? Date, finalizers?
  [string], generateName? string, generation? integer, labels? {string}, managedFields? [k8s.ManagedFieldsEntry], name? string, namespace? string,
  ownerReferences? [k8s.OwnerReference], resourceVersion? string, selfLink? string, uid? string
k8s.OwnerReference struct(): apiVersion string, blockOwnerDeletion? boolean, controller? boolean, kind string, name string, uid string
k8s.PersistentVolumeClaimSpec struct(): accessModes? [string], dataSource? k8s.TypedLocalObjectReference, dataSourceRef? k8s.TypedObjectReference,
  resources? k8s.ResourceRequirements, selector? k8s.LabelSelector, storageClassName? string, volumeMode? string, volumeName? string
k8s.PersistentVolumeClaimTemplate struct(): metadata? k8s.ObjectMeta, spec k8s.PersistentVolumeClaimSpec
k8s.PersistentVolumeClaimVolumeSource struct(): claimName string, readOnly? boolean
k8s.PodAffinity struct(): preferredDuringSchedulingIgnoredDuringExecution? [k8s.WeightedPodAffinityTerm],
  requiredDuringSchedulingIgnoredDuringExecution? [k8s.PodAffinityTerm]
k8s.PodAffinityTerm struct(): labelSelector? k8s.LabelSelector, namespaceSelector? k8s.LabelSelector, namespaces? [string], topologyKey string
k8s.PodAntiAffinity struct(): preferredDuringSchedulingIgnoredDuringExecution? [k8s.WeightedPodAffinityTerm],
  requiredDuringSchedulingIgnoredDuringExecution? [k8s.PodAffinityTerm]
k8s.PodSecurityContext struct(): fsGroup? integer, fsGroupChangePolicy? string, runAsGroup? integer, runAsNonRoot? boolean, runAsUser? integer,
  seLinuxOptions? k8s.SeLinuxOptions, seccompProfile? k8s.SeccompProfile, supplementalGroups? [integer], sysctls? [k8s.Sysctl], windowsOptions?
  k8s.WindowsSecurityContextOptions
k8s.PolicyRule struct(): apiGroups? [string], nonResourceUrLs? [string], resourceNames? [string], resources? [string], verbs [string]
k8s.PreferredSchedulingTerm struct(): preference k8s.NodeSelectorTerm, weight integer
k8s.Probe struct(): exec? k8s.ExecAction, failureThreshold? integer, grpc? k8s.GrpcAction, httpGet? k8s.HttpGetAction, initialDelaySeconds? integer,
  periodSeconds? integer, successThreshold? integer, tcpSocket? k8s.TcpSocketAction, terminationGracePeriodSeconds? integer, timeoutSeconds? integer
k8s.ProjectedVolumeSource struct(): defaultMode? integer, sources? [k8s.VolumeProjection]
k8s.Quantity class(k8s.Quantity.fromString()): value any
k8s.ResourceClaim struct(): name string
k8s.ResourceFieldSelector struct(): containerName? string, divisor? k8s.Quantity, resource string
k8s.ResourceRequirements struct(): claims? [k8s.ResourceClaim], limits? {k8s.Quantity}, requests? {k8s.Quantity}
k8s.SeLinuxOptions struct(): level? string, role? string, type? string, user? string
k8s.SeccompProfile struct(): localhostProfile? string, type string
k8s.SecretEnvSource struct(): name? string, optional? boolean
k8s.SecretKeySelector struct(): key string, name? string, optional? boolean
k8s.SecretProjection struct(): items? [k8s.KeyToPath], name? string, optional? boolean
k8s.SecretVolumeSource struct(): defaultMode? integer, items? [k8s.KeyToPath], optional? boolean, secretName? string
k8s.SecurityContext struct(): allowPrivilegeEscalation? boolean, capabilities? k8s.Capabilities, privileged? boolean, procMount? string,
  readOnlyRootFilesystem? boolean, runAsGroup? integer, runAsNonRoot? boolean, runAsUser? integer, seLinuxOptions? k8s.SeLinuxOptions, seccompProfile?
  k8s.SeccompProfile, windowsOptions? k8s.WindowsSecurityContextOptions
k8s.ServiceAccountTokenProjection struct(): audience? string, expirationSeconds? integer, path string
k8s.Sysctl struct(): name string, value string
k8s.TcpSocketAction struct(): host? string, port k8s.IntOrString
k8s.Toleration struct(): effect? string, key? string, operator? string, tolerationSeconds? integer, value? string
k8s.TopologySelectorLabelRequirement struct(): key string, values [string]
k8s.TopologySelectorTerm struct(): matchLabelExpressions? [k8s.TopologySelectorLabelRequirement]
k8s.TypedLocalObjectReference struct(): apiGroup? string, kind string, name string
k8s.TypedObjectReference struct(): apiGroup? string, kind string, name string, namespace? string
k8s.Volume struct(): awsElasticBlockStore? k8s.AwsElasticBlockStoreVolumeSource, azureDisk? k8s.AzureDiskVolumeSource, azureFile?
  k8s.AzureFileVolumeSource, cephfs? k8s.CephFsVolumeSource, cinder? k8s.CinderVolumeSource, configMap? k8s.ConfigMapVolumeSource, csi?
  k8s.CsiVolumeSource, downwardApi? k8s.DownwardApiVolumeSource, emptyDir? k8s.EmptyDirVolumeSource, ephemeral? k8s.EphemeralVolumeSource, fc?
  k8s.FcVolumeSource, flexVolume? k8s.FlexVolumeSource, flocker? k8s.FlockerVolumeSource, gcePersistentDisk? k8s.GcePersistentDiskVolumeSource,
  gitRepo? k8s.GitRepoVolumeSource, glusterfs? k8s.GlusterfsVolumeSource, hostPath? k8s.HostPathVolumeSource, iscsi? k8s.IscsiVolumeSource, name
  string, nfs? k8s.NfsVolumeSource, persistentVolumeClaim? k8s.PersistentVolumeClaimVolumeSource, photonPersistentDisk?
  k8s.PhotonPersistentDiskVolumeSource, portworxVolume? k8s.PortworxVolumeSource, projected? k8s.ProjectedVolumeSource, quobyte?
  k8s.QuobyteVolumeSource, rbd? k8s.RbdVolumeSource, scaleIo? k8s.ScaleIoVolumeSource, secret? k8s.SecretVolumeSource, storageos?
  k8s.StorageOsVolumeSource, vsphereVolume? k8s.VsphereVirtualDiskVolumeSource
k8s.VolumeDevice struct(): devicePath string, name string
k8s.VolumeMount struct(): mountPath string, mountPropagation? string, name string, readOnly? boolean, subPath? string, subPathExpr? string
k8s.VolumeProjection struct(): configMap? k8s.ConfigMapProjection, downwardApi? k8s.DownwardApiProjection, secret? k8s.SecretProjection,
  serviceAccountToken? k8s.ServiceAccountTokenProjection
k8s.WeightedPodAffinityTerm struct(): podAffinityTerm k8s.PodAffinityTerm, weight integer
k8s.WindowsSecurityContextOptions struct(): gmsaCredentialSpec? string, gmsaCredentialSpecName? string, hostProcess? boolean, runAsUserName? string
`;
