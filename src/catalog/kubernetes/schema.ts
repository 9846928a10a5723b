/* eslint-disable max-lines */
/*
 * Made by scripts/kubernetes-schema.ts from the OpenAPI documents of Kubernetes 1.34 and 1.37: do not edit.
 *
 * A field is `name:type`. A type is a scalar, a definition, `[list]`, `{map}` or `(one|of|these)`; `=` precedes the default, and
 * `@37` follows a field or a value that is new in 1.37.
 */

/** Minor releases of 1.x whose documents were read, from the oldest to the newest. */
export const SCHEMA_MINORS: readonly number[] = [34, 37];

/** Kinds, by API version. */
export const SCHEMA_KINDS: { readonly [apiVersion: string]: readonly string[] } = {
  'v1': [
    'ConfigMap', 'Endpoints', 'LimitRange', 'Namespace', 'PersistentVolume', 'PersistentVolumeClaim', 'Pod', 'ReplicationController',
    'ResourceQuota', 'Secret', 'Service', 'ServiceAccount',
  ],
  'admissionregistration.k8s.io/v1': ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
  'apiextensions.k8s.io/v1': ['CustomResourceDefinition'],
  'apps/v1': ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  'autoscaling/v2': ['HorizontalPodAutoscaler'],
  'batch/v1': ['CronJob', 'Job'],
  'discovery.k8s.io/v1': ['EndpointSlice'],
  'networking.k8s.io/v1': ['Ingress', 'IngressClass', 'NetworkPolicy'],
  'policy/v1': ['PodDisruptionBudget'],
  'rbac.authorization.k8s.io/v1': ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
  'scheduling.k8s.io/v1': ['PriorityClass'],
  'storage.k8s.io/v1': ['CSIDriver', 'StorageClass', 'VolumeAttributesClass'],
};

/** Fields of each kind, and of each part of one. */
export const SCHEMA: { readonly [definition: string]: readonly string[] } = {
  AWSElasticBlockStoreVolumeSource: [
    'fsType:string partition:integer readOnly:boolean volumeID:string',
  ],
  Affinity: [
    'nodeAffinity:NodeAffinity podAffinity:PodAffinity podAntiAffinity:PodAntiAffinity',
  ],
  AggregationRule: [
    'clusterRoleSelectors:[LabelSelector]',
  ],
  AppArmorProfile: [
    'localhostProfile:string type:(Localhost|RuntimeDefault|Unconfined)',
  ],
  AzureDiskVolumeSource: [
    'cachingMode:(None|ReadOnly|ReadWrite)="ReadWrite" diskName:string diskURI:string fsType:string="ext4"',
    'kind:(Dedicated|Managed|Shared)="Shared" readOnly:boolean=false',
  ],
  AzureFilePersistentVolumeSource: [
    'readOnly:boolean secretName:string secretNamespace:string shareName:string',
  ],
  AzureFileVolumeSource: [
    'readOnly:boolean secretName:string shareName:string',
  ],
  CSIDriver: [
    'apiVersion:string kind:string metadata:ObjectMeta spec:CSIDriverSpec',
  ],
  CSIDriverSpec: [
    'attachRequired:boolean fsGroupPolicy:string nodeAllocatableUpdatePeriodSeconds:integer podInfoOnMount:boolean',
    'preventPodSchedulingIfMissing:boolean@37 requiresRepublish:boolean seLinuxMount:boolean serviceAccountTokenInSecrets:boolean@37',
    'storageCapacity:boolean tokenRequests:[TokenRequest] volumeLifecycleModes:[string]',
  ],
  CSIPersistentVolumeSource: [
    'controllerExpandSecretRef:SecretReference controllerPublishSecretRef:SecretReference driver:string fsType:string',
    'nodeExpandSecretRef:SecretReference nodePublishSecretRef:SecretReference nodeStageSecretRef:SecretReference readOnly:boolean',
    'volumeAttributes:{string} volumeHandle:string',
  ],
  CSIVolumeSource: [
    'driver:string fsType:string nodePublishSecretRef:LocalObjectReference readOnly:boolean volumeAttributes:{string}',
  ],
  Capabilities: [
    'add:[string] drop:[string]',
  ],
  CephFSPersistentVolumeSource: [
    'monitors:[string] path:string readOnly:boolean secretFile:string secretRef:SecretReference user:string',
  ],
  CephFSVolumeSource: [
    'monitors:[string] path:string readOnly:boolean secretFile:string secretRef:LocalObjectReference user:string',
  ],
  CinderPersistentVolumeSource: [
    'fsType:string readOnly:boolean secretRef:SecretReference volumeID:string',
  ],
  CinderVolumeSource: [
    'fsType:string readOnly:boolean secretRef:LocalObjectReference volumeID:string',
  ],
  ClientIPConfig: [
    'timeoutSeconds:integer',
  ],
  ClusterRole: [
    'aggregationRule:AggregationRule apiVersion:string kind:string metadata:ObjectMeta rules:[PolicyRule]',
  ],
  ClusterRoleBinding: [
    'apiVersion:string kind:string metadata:ObjectMeta roleRef:RoleRef subjects:[Subject]',
  ],
  ClusterTrustBundleProjection: [
    'labelSelector:LabelSelector name:string optional:boolean path:string signerName:string user:integer@37',
  ],
  ConfigMap: [
    'apiVersion:string binaryData:{string} data:{string} immutable:boolean kind:string metadata:ObjectMeta',
  ],
  ConfigMapEnvSource: [
    'name:string optional:boolean',
  ],
  ConfigMapKeySelector: [
    'key:string name:string optional:boolean',
  ],
  ConfigMapProjection: [
    'items:[KeyToPath] name:string optional:boolean',
  ],
  ConfigMapVolumeSource: [
    'defaultMode:integer defaultUser:integer@37 items:[KeyToPath] name:string optional:boolean',
  ],
  Container: [
    'args:[string] command:[string] env:[EnvVar] envFrom:[EnvFromSource] image:string imagePullPolicy:(Always|IfNotPresent|Never)',
    'lifecycle:Lifecycle livenessProbe:Probe name:string ports:[ContainerPort] readinessProbe:Probe',
    'resizePolicy:[ContainerResizePolicy] resources:ResourceRequirements restartPolicy:string restartPolicyRules:[ContainerRestartRule]',
    'securityContext:SecurityContext startupProbe:Probe stdin:boolean stdinOnce:boolean terminationMessagePath:string',
    'terminationMessagePolicy:(FallbackToLogsOnError|File) tty:boolean volumeDevices:[VolumeDevice] volumeMounts:[VolumeMount]',
    'workingDir:string',
  ],
  ContainerPort: [
    'containerPort:integer hostIP:string hostPort:integer name:string protocol:(SCTP|TCP|UDP)="TCP"',
  ],
  ContainerResizePolicy: [
    'resourceName:string restartPolicy:string',
  ],
  ContainerResourceMetricSource: [
    'container:string name:string target:MetricTarget',
  ],
  ContainerRestartRule: [
    'action:string exitCodes:ContainerRestartRuleOnExitCodes',
  ],
  ContainerRestartRuleOnExitCodes: [
    'operator:string values:[integer]',
  ],
  CronJob: [
    'apiVersion:string kind:string metadata:ObjectMeta spec:CronJobSpec',
  ],
  CronJobSpec: [
    'concurrencyPolicy:(Allow|Forbid|Replace) failedJobsHistoryLimit:integer jobTemplate:JobTemplateSpec schedule:string',
    'startingDeadlineSeconds:integer successfulJobsHistoryLimit:integer suspend:boolean timeZone:string',
  ],
  CrossVersionObjectReference: [
    'apiVersion:string kind:string name:string',
  ],
  CustomResourceColumnDefinition: [
    'description:string format:string jsonPath:string name:string priority:integer type:string',
  ],
  CustomResourceConversion: [
    'strategy:string webhook:WebhookConversion',
  ],
  CustomResourceDefinition: [
    'apiVersion:string kind:string metadata:ObjectMeta spec:CustomResourceDefinitionSpec',
  ],
  CustomResourceDefinitionNames: [
    'categories:[string] kind:string listKind:string plural:string shortNames:[string] singular:string',
  ],
  CustomResourceDefinitionSpec: [
    'conversion:CustomResourceConversion group:string names:CustomResourceDefinitionNames preserveUnknownFields:boolean scope:string',
    'versions:[CustomResourceDefinitionVersion]',
  ],
  CustomResourceDefinitionVersion: [
    'additionalPrinterColumns:[CustomResourceColumnDefinition] deprecated:boolean deprecationWarning:string name:string',
    'schema:CustomResourceValidation selectableFields:[SelectableField] served:boolean storage:boolean',
    'subresources:CustomResourceSubresources',
  ],
  CustomResourceSubresourceScale: [
    'labelSelectorPath:string specReplicasPath:string statusReplicasPath:string',
  ],
  CustomResourceSubresources: [
    'scale:CustomResourceSubresourceScale',
  ],
  CustomResourceValidation: [
    'openAPIV3Schema:JSONSchemaProps',
  ],
  DaemonSet: [
    'apiVersion:string kind:string metadata:ObjectMeta spec:DaemonSetSpec',
  ],
  DaemonSetSpec: [
    'minReadySeconds:integer revisionHistoryLimit:integer selector:LabelSelector template:PodTemplateSpec',
    'updateStrategy:DaemonSetUpdateStrategy',
  ],
  DaemonSetUpdateStrategy: [
    'rollingUpdate:RollingUpdateDaemonSet type:(OnDelete|RollingUpdate)',
  ],
  Deployment: [
    'apiVersion:string kind:string metadata:ObjectMeta spec:DeploymentSpec',
  ],
  DeploymentSpec: [
    'minReadySeconds:integer paused:boolean progressDeadlineSeconds:integer replicas:integer revisionHistoryLimit:integer',
    'selector:LabelSelector strategy:DeploymentStrategy template:PodTemplateSpec',
  ],
  DeploymentStrategy: [
    'rollingUpdate:RollingUpdateDeployment type:(Recreate|RollingUpdate)',
  ],
  DownwardAPIProjection: [
    'items:[DownwardAPIVolumeFile]',
  ],
  DownwardAPIVolumeFile: [
    'fieldRef:ObjectFieldSelector mode:integer path:string resourceFieldRef:ResourceFieldSelector user:integer@37',
  ],
  DownwardAPIVolumeSource: [
    'defaultMode:integer defaultUser:integer@37 items:[DownwardAPIVolumeFile]',
  ],
  EmptyDirVolumeSource: [
    'medium:string mode:integer@37 sizeLimit:quantity',
  ],
  Endpoint: [
    'addresses:[string] conditions:EndpointConditions deprecatedTopology:{string} hints:EndpointHints hostname:string nodeName:string',
    'targetRef:ObjectReference zone:string',
  ],
  EndpointAddress: [
    'hostname:string ip:string nodeName:string targetRef:ObjectReference',
  ],
  EndpointConditions: [
    'ready:boolean serving:boolean terminating:boolean',
  ],
  EndpointHints: [
    'forNodes:[ForNode] forZones:[ForZone]',
  ],
  EndpointPort: [
    'appProtocol:string name:string port:integer protocol:(SCTP|TCP|UDP)',
  ],
  EndpointSlice: [
    'addressType:(FQDN|IPv4|IPv6) apiVersion:string endpoints:[Endpoint] kind:string metadata:ObjectMeta ports:[EndpointPort]',
  ],
  EndpointSubset: [
    'addresses:[EndpointAddress] notReadyAddresses:[EndpointAddress] ports:[EndpointPort]',
  ],
  Endpoints: [
    'apiVersion:string kind:string metadata:ObjectMeta subsets:[EndpointSubset]',
  ],
  EnvFromSource: [
    'configMapRef:ConfigMapEnvSource prefix:string secretRef:SecretEnvSource',
  ],
  EnvVar: [
    'name:string value:string valueFrom:EnvVarSource',
  ],
  EnvVarSource: [
    'configMapKeyRef:ConfigMapKeySelector fieldRef:ObjectFieldSelector fileKeyRef:FileKeySelector',
    'resourceFieldRef:ResourceFieldSelector secretKeyRef:SecretKeySelector',
  ],
  EphemeralContainer: [
    'args:[string] command:[string] env:[EnvVar] envFrom:[EnvFromSource] image:string imagePullPolicy:(Always|IfNotPresent|Never)',
    'lifecycle:Lifecycle livenessProbe:Probe name:string ports:[ContainerPort] readinessProbe:Probe',
    'resizePolicy:[ContainerResizePolicy] resources:ResourceRequirements restartPolicy:string restartPolicyRules:[ContainerRestartRule]',
    'securityContext:SecurityContext startupProbe:Probe stdin:boolean stdinOnce:boolean targetContainerName:string',
    'terminationMessagePath:string terminationMessagePolicy:(FallbackToLogsOnError|File) tty:boolean volumeDevices:[VolumeDevice]',
    'volumeMounts:[VolumeMount] workingDir:string',
  ],
  EphemeralVolumeSource: [
    'volumeClaimTemplate:PersistentVolumeClaimTemplate',
  ],
  EvictionResponder: [
    'name:string@37 priority:integer@37',
  ],
  ExecAction: [
    'command:[string]',
  ],
  ExternalDocumentation: [
    'description:string url:string',
  ],
  ExternalMetricSource: [
    'metric:MetricIdentifier target:MetricTarget',
  ],
  FCVolumeSource: [
    'fsType:string lun:integer readOnly:boolean targetWWNs:[string] wwids:[string]',
  ],
  FileKeySelector: [
    'key:string optional:boolean=false path:string volumeName:string',
  ],
  FlexPersistentVolumeSource: [
    'driver:string fsType:string options:{string} readOnly:boolean secretRef:SecretReference',
  ],
  FlexVolumeSource: [
    'driver:string fsType:string options:{string} readOnly:boolean secretRef:LocalObjectReference',
  ],
  FlockerVolumeSource: [
    'datasetName:string datasetUUID:string',
  ],
  ForNode: [
    'name:string',
  ],
  ForZone: [
    'name:string',
  ],
  GCEPersistentDiskVolumeSource: [
    'fsType:string partition:integer pdName:string readOnly:boolean',
  ],
  GRPCAction: [
    'mode:(Plaintext|TLS)@37 port:integer service:string',
  ],
  GitRepoVolumeSource: [
    'directory:string repository:string revision:string',
  ],
  GlusterfsPersistentVolumeSource: [
    'endpoints:string endpointsNamespace:string path:string readOnly:boolean',
  ],
  GlusterfsVolumeSource: [
    'endpoints:string path:string readOnly:boolean',
  ],
  HPAScalingPolicy: [
    'periodSeconds:integer type:string value:integer',
  ],
  HPAScalingRules: [
    'policies:[HPAScalingPolicy] selectPolicy:string stabilizationWindowSeconds:integer tolerance:quantity',
  ],
  HTTPGetAction: [
    'host:string httpHeaders:[HTTPHeader] path:string port:intOrString protocol:(HTTP1|HTTP2)@37 scheme:(HTTP|HTTPS)',
  ],
  HTTPHeader: [
    'name:string value:string',
  ],
  HTTPIngressPath: [
    'backend:IngressBackend path:string pathType:(Exact|ImplementationSpecific|Prefix)',
  ],
  HTTPIngressRuleValue: [
    'paths:[HTTPIngressPath]',
  ],
  HorizontalPodAutoscaler: [
    'apiVersion:string kind:string metadata:ObjectMeta spec:HorizontalPodAutoscalerSpec',
  ],
  HorizontalPodAutoscalerBehavior: [
    'scaleDown:HPAScalingRules scaleUp:HPAScalingRules',
  ],
  HorizontalPodAutoscalerSpec: [
    'behavior:HorizontalPodAutoscalerBehavior maxReplicas:integer metrics:[MetricSpec] minReplicas:integer',
    'scaleTargetRef:CrossVersionObjectReference',
  ],
  HostAlias: [
    'hostnames:[string] ip:string',
  ],
  HostPathVolumeSource: [
    'path:string type:(|BlockDevice|CharDevice|Directory|DirectoryOrCreate|File|FileOrCreate|Socket)',
  ],
  IPBlock: [
    'cidr:string except:[string]',
  ],
  ISCSIPersistentVolumeSource: [
    'chapAuthDiscovery:boolean chapAuthSession:boolean fsType:string initiatorName:string iqn:string iscsiInterface:string="default"',
    'lun:integer portals:[string] readOnly:boolean secretRef:SecretReference targetPortal:string',
  ],
  ISCSIVolumeSource: [
    'chapAuthDiscovery:boolean chapAuthSession:boolean fsType:string initiatorName:string iqn:string iscsiInterface:string="default"',
    'lun:integer portals:[string] readOnly:boolean secretRef:LocalObjectReference targetPortal:string',
  ],
  ImageVolumeSource: [
    'pullPolicy:(Always|IfNotPresent|Never) reference:string',
  ],
  Ingress: [
    'apiVersion:string kind:string metadata:ObjectMeta spec:IngressSpec',
  ],
  IngressBackend: [
    'resource:TypedLocalObjectReference service:IngressServiceBackend',
  ],
  IngressClass: [
    'apiVersion:string kind:string metadata:ObjectMeta spec:IngressClassSpec',
  ],
  IngressClassParametersReference: [
    'apiGroup:string kind:string name:string namespace:string scope:string',
  ],
  IngressClassSpec: [
    'controller:string parameters:IngressClassParametersReference',
  ],
  IngressRule: [
    'host:string http:HTTPIngressRuleValue',
  ],
  IngressServiceBackend: [
    'name:string port:ServiceBackendPort',
  ],
  IngressSpec: [
    'defaultBackend:IngressBackend ingressClassName:string rules:[IngressRule] tls:[IngressTLS]',
  ],
  IngressTLS: [
    'hosts:[string] secretName:string',
  ],
  JSONSchemaProps: [
    '$ref:string $schema:string additionalItems:any additionalProperties:any allOf:[JSONSchemaProps] anyOf:[JSONSchemaProps]',
    'default:any definitions:{JSONSchemaProps} dependencies:{any} description:string enum:[any] example:any exclusiveMaximum:boolean',
    'exclusiveMinimum:boolean externalDocs:ExternalDocumentation format:string id:string items:any maxItems:integer maxLength:integer',
    'maxProperties:integer maximum:number minItems:integer minLength:integer minProperties:integer minimum:number multipleOf:number',
    'not:JSONSchemaProps nullable:boolean oneOf:[JSONSchemaProps] pattern:string patternProperties:{JSONSchemaProps}',
    'properties:{JSONSchemaProps} required:[string] title:string type:string uniqueItems:boolean x-kubernetes-embedded-resource:boolean',
    'x-kubernetes-int-or-string:boolean x-kubernetes-list-map-keys:[string] x-kubernetes-list-type:string x-kubernetes-map-type:string',
    'x-kubernetes-preserve-unknown-fields:boolean x-kubernetes-validations:[ValidationRule]',
  ],
  Job: [
    'apiVersion:string kind:string metadata:ObjectMeta spec:JobSpec',
  ],
  JobSchedulingConfiguration: [
    'disruptionMode:WorkloadPodGroupDisruptionMode@37 resourceClaims:[WorkloadPodGroupResourceClaim]@37',
    'schedulingConstraints:WorkloadPodGroupSchedulingConstraints@37 schedulingPolicy:WorkloadPodGroupSchedulingPolicy@37',
  ],
  JobSpec: [
    'activeDeadlineSeconds:integer backoffLimit:integer backoffLimitPerIndex:integer completionMode:(Indexed|NonIndexed)',
    'completions:integer managedBy:string manualSelector:boolean maxFailedIndexes:integer parallelism:integer',
    'podFailurePolicy:PodFailurePolicy podReplacementPolicy:(Failed|TerminatingOrFailed) scheduling:JobSchedulingConfiguration@37',
    'selector:LabelSelector successPolicy:SuccessPolicy suspend:boolean template:PodTemplateSpec ttlSecondsAfterFinished:integer',
  ],
  JobTemplateSpec: [
    'metadata:ObjectMeta spec:JobSpec',
  ],
  KeyToPath: [
    'key:string mode:integer path:string user:integer@37',
  ],
  LabelSelector: [
    'matchExpressions:[LabelSelectorRequirement] matchLabels:{string}',
  ],
  LabelSelectorRequirement: [
    'key:string operator:string values:[string]',
  ],
  Lifecycle: [
    'postStart:LifecycleHandler preStop:LifecycleHandler',
    'stopSignal:(SIGABRT|SIGALRM|SIGBUS|SIGCHLD|SIGCLD|SIGCONT|SIGFPE|SIGHUP|SIGILL|SIGINT|SIGIO|SIGIOT|SIGKILL|SIGPIPE|SIGPOLL|SIGPROF|SIGPWR|SIGQUIT|SIGRTMAX|SIGRTMAX-1|SIGRTMAX-10|SIGRTMAX-11|SIGRTMAX-12|SIGRTMAX-13|SIGRTMAX-14|SIGRTMAX-2|SIGRTMAX-3|SIGRTMAX-4|SIGRTMAX-5|SIGRTMAX-6|SIGRTMAX-7|SIGRTMAX-8|SIGRTMAX-9|SIGRTMIN|SIGRTMIN+1|SIGRTMIN+10|SIGRTMIN+11|SIGRTMIN+12|SIGRTMIN+13|SIGRTMIN+14|SIGRTMIN+15|SIGRTMIN+2|SIGRTMIN+3|SIGRTMIN+4|SIGRTMIN+5|SIGRTMIN+6|SIGRTMIN+7|SIGRTMIN+8|SIGRTMIN+9|SIGSEGV|SIGSTKFLT|SIGSTOP|SIGSYS|SIGTERM|SIGTRAP|SIGTSTP|SIGTTIN|SIGTTOU|SIGURG|SIGUSR1|SIGUSR2|SIGVTALRM|SIGWINCH|SIGXCPU|SIGXFSZ)',
  ],
  LifecycleHandler: [
    'exec:ExecAction httpGet:HTTPGetAction sleep:SleepAction tcpSocket:TCPSocketAction',
  ],
  LimitRange: [
    'apiVersion:string kind:string metadata:ObjectMeta spec:LimitRangeSpec',
  ],
  LimitRangeItem: [
    'default:{quantity} defaultRequest:{quantity} max:{quantity} maxLimitRequestRatio:{quantity} min:{quantity} type:string',
  ],
  LimitRangeSpec: [
    'limits:[LimitRangeItem]',
  ],
  LocalObjectReference: [
    'name:string',
  ],
  LocalVolumeSource: [
    'fsType:string path:string',
  ],
  MatchCondition: [
    'expression:string name:string',
  ],
  MetricIdentifier: [
    'name:string selector:LabelSelector',
  ],
  MetricSpec: [
    'containerResource:ContainerResourceMetricSource external:ExternalMetricSource object:ObjectMetricSource pods:PodsMetricSource',
    'resource:ResourceMetricSource type:string',
  ],
  MetricTarget: [
    'averageUtilization:integer averageValue:quantity type:string value:quantity',
  ],
  MutatingWebhook: [
    'admissionReviewVersions:[string] clientConfig:WebhookClientConfig failurePolicy:(Fail|Ignore) matchConditions:[MatchCondition]',
    'matchPolicy:(Equivalent|Exact) name:string namespaceSelector:LabelSelector objectSelector:LabelSelector',
    'reinvocationPolicy:(IfNeeded|Never) rules:[RuleWithOperations] sideEffects:(None|NoneOnDryRun|Some|Unknown) timeoutSeconds:integer',
  ],
  MutatingWebhookConfiguration: [
    'apiVersion:string kind:string metadata:ObjectMeta webhooks:[MutatingWebhook]',
  ],
  NFSVolumeSource: [
    'path:string readOnly:boolean server:string',
  ],
  Namespace: [
    'apiVersion:string kind:string metadata:ObjectMeta spec:NamespaceSpec',
  ],
  NamespaceSpec: [
    'finalizers:[string]',
  ],
  NetworkPolicy: [
    'apiVersion:string kind:string metadata:ObjectMeta spec:NetworkPolicySpec',
  ],
  NetworkPolicyEgressRule: [
    'ports:[NetworkPolicyPort] to:[NetworkPolicyPeer]',
  ],
  NetworkPolicyIngressRule: [
    'from:[NetworkPolicyPeer] ports:[NetworkPolicyPort]',
  ],
  NetworkPolicyPeer: [
    'ipBlock:IPBlock namespaceSelector:LabelSelector podSelector:LabelSelector',
  ],
  NetworkPolicyPort: [
    'endPort:integer port:intOrString protocol:(SCTP|TCP|UDP)',
  ],
  NetworkPolicySpec: [
    'egress:[NetworkPolicyEgressRule] ingress:[NetworkPolicyIngressRule] podSelector:LabelSelector policyTypes:[(Egress|Ingress)]',
  ],
  NodeAffinity: [
    'preferredDuringSchedulingIgnoredDuringExecution:[PreferredSchedulingTerm]',
    'requiredDuringSchedulingIgnoredDuringExecution:NodeSelector',
  ],
  NodeSelector: [
    'nodeSelectorTerms:[NodeSelectorTerm]',
  ],
  NodeSelectorRequirement: [
    'key:string operator:(DoesNotExist|Exists|Gt|In|Lt|NotIn) values:[string]',
  ],
  NodeSelectorTerm: [
    'matchExpressions:[NodeSelectorRequirement] matchFields:[NodeSelectorRequirement]',
  ],
  ObjectFieldSelector: [
    'apiVersion:string fieldPath:string',
  ],
  ObjectMeta: [
    'annotations:{string} creationTimestamp:string deletionGracePeriodSeconds:integer deletionTimestamp:string finalizers:[string]',
    'generateName:string generation:integer labels:{string} name:string namespace:string ownerReferences:[OwnerReference]',
    'resourceVersion:string selfLink:string uid:string',
  ],
  ObjectMetricSource: [
    'describedObject:CrossVersionObjectReference metric:MetricIdentifier target:MetricTarget',
  ],
  ObjectReference: [
    'apiVersion:string fieldPath:string kind:string name:string namespace:string resourceVersion:string uid:string',
  ],
  OwnerReference: [
    'apiVersion:string blockOwnerDeletion:boolean controller:boolean kind:string name:string uid:string',
  ],
  PersistentVolume: [
    'apiVersion:string kind:string metadata:ObjectMeta spec:PersistentVolumeSpec',
  ],
  PersistentVolumeClaim: [
    'apiVersion:string kind:string metadata:ObjectMeta spec:PersistentVolumeClaimSpec',
  ],
  PersistentVolumeClaimSpec: [
    'accessModes:[(ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod)] dataSource:TypedLocalObjectReference',
    'dataSourceRef:TypedObjectReference resources:VolumeResourceRequirements selector:LabelSelector storageClassName:string',
    'volumeAttributesClassName:string volumeMode:(Block|Filesystem) volumeName:string',
  ],
  PersistentVolumeClaimTemplate: [
    'metadata:ObjectMeta spec:PersistentVolumeClaimSpec',
  ],
  PersistentVolumeClaimVolumeSource: [
    'claimName:string readOnly:boolean',
  ],
  PersistentVolumeSpec: [
    'accessModes:[(ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod)] awsElasticBlockStore:AWSElasticBlockStoreVolumeSource',
    'azureDisk:AzureDiskVolumeSource azureFile:AzureFilePersistentVolumeSource capacity:{quantity} cephfs:CephFSPersistentVolumeSource',
    'cinder:CinderPersistentVolumeSource claimRef:ObjectReference csi:CSIPersistentVolumeSource fc:FCVolumeSource',
    'flexVolume:FlexPersistentVolumeSource flocker:FlockerVolumeSource gcePersistentDisk:GCEPersistentDiskVolumeSource',
    'glusterfs:GlusterfsPersistentVolumeSource hostPath:HostPathVolumeSource iscsi:ISCSIPersistentVolumeSource local:LocalVolumeSource',
    'mountOptions:[string] nfs:NFSVolumeSource nodeAffinity:VolumeNodeAffinity persistentVolumeReclaimPolicy:(Delete|Recycle|Retain)',
    'photonPersistentDisk:PhotonPersistentDiskVolumeSource portworxVolume:PortworxVolumeSource quobyte:QuobyteVolumeSource',
    'rbd:RBDPersistentVolumeSource scaleIO:ScaleIOPersistentVolumeSource storageClassName:string',
    'storageos:StorageOSPersistentVolumeSource volumeAttributesClassName:string volumeMode:(Block|Filesystem)',
    'vsphereVolume:VsphereVirtualDiskVolumeSource',
  ],
  PhotonPersistentDiskVolumeSource: [
    'fsType:string pdID:string',
  ],
  Pod: [
    'apiVersion:string kind:string metadata:ObjectMeta spec:PodSpec',
  ],
  PodAffinity: [
    'preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm]',
    'requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm]',
  ],
  PodAffinityTerm: [
    'labelSelector:LabelSelector matchLabelKeys:[string] mismatchLabelKeys:[string] namespaceSelector:LabelSelector namespaces:[string]',
    'topologyKey:string',
  ],
  PodAntiAffinity: [
    'preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm]',
    'requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm]',
  ],
  PodCertificateProjection: [
    'certificateChainPath:string credentialBundlePath:string keyPath:string keyType:string maxExpirationSeconds:integer',
    'signerName:string user:integer@37 userAnnotations:{string}@37',
  ],
  PodDNSConfig: [
    'nameservers:[string] options:[PodDNSConfigOption] searches:[string]',
  ],
  PodDNSConfigOption: [
    'name:string value:string',
  ],
  PodDisruptionBudget: [
    'apiVersion:string kind:string metadata:ObjectMeta spec:PodDisruptionBudgetSpec',
  ],
  PodDisruptionBudgetSpec: [
    'maxUnavailable:intOrString minAvailable:intOrString selector:LabelSelector',
    'unhealthyPodEvictionPolicy:(AlwaysAllow|IfHealthyBudget)',
  ],
  PodFailurePolicy: [
    'rules:[PodFailurePolicyRule]',
  ],
  PodFailurePolicyOnExitCodesRequirement: [
    'containerName:string operator:(In|NotIn) values:[integer]',
  ],
  PodFailurePolicyOnPodConditionsPattern: [
    'type:string',
  ],
  PodFailurePolicyRule: [
    'action:(Count|FailIndex|FailJob|Ignore) onExitCodes:PodFailurePolicyOnExitCodesRequirement',
    'onPodConditions:[PodFailurePolicyOnPodConditionsPattern]',
  ],
  PodOS: [
    'name:string',
  ],
  PodReadinessGate: [
    'conditionType:string',
  ],
  PodResourceClaim: [
    'name:string resourceClaimName:string resourceClaimTemplateName:string',
  ],
  PodSchedulingGate: [
    'name:string',
  ],
  PodSchedulingGroup: [
    'podGroupName:string@37',
  ],
  PodSecurityContext: [
    'appArmorProfile:AppArmorProfile fsGroup:integer fsGroupChangePolicy:(Always|OnRootMismatch) runAsGroup:integer',
    'runAsNonRoot:boolean runAsUser:integer seLinuxChangePolicy:string seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile',
    'supplementalGroups:[integer] supplementalGroupsPolicy:(Merge|Strict) sysctls:[Sysctl] windowsOptions:WindowsSecurityContextOptions',
  ],
  PodSpec: [
    'activeDeadlineSeconds:integer affinity:Affinity automountServiceAccountToken:boolean containers:[Container] dnsConfig:PodDNSConfig',
    'dnsPolicy:(ClusterFirst|ClusterFirstWithHostNet|Default|None) enableServiceLinks:boolean ephemeralContainers:[EphemeralContainer]',
    'evictionResponders:[EvictionResponder]@37 hostAliases:[HostAlias] hostIPC:boolean hostNetwork:boolean hostPID:boolean',
    'hostUsers:boolean hostname:string hostnameOverride:string imagePullSecrets:[LocalObjectReference] initContainers:[Container]',
    'nodeName:string nodeSelector:{string} os:PodOS overhead:{quantity} preemptionPolicy:(Never|PreemptLowerPriority) priority:integer',
    'priorityClassName:string readinessGates:[PodReadinessGate] resourceClaims:[PodResourceClaim] resources:ResourceRequirements',
    'restartPolicy:(Always|Never|OnFailure) runtimeClassName:string schedulerName:string schedulingGates:[PodSchedulingGate]',
    'schedulingGroup:PodSchedulingGroup@37 securityContext:PodSecurityContext serviceAccount:string serviceAccountName:string',
    'setHostnameAsFQDN:boolean shareProcessNamespace:boolean subdomain:string terminationGracePeriodSeconds:integer',
    'tolerations:[Toleration] topologySpreadConstraints:[TopologySpreadConstraint] volumes:[Volume]',
  ],
  PodTemplateSpec: [
    'metadata:ObjectMeta spec:PodSpec',
  ],
  PodsMetricSource: [
    'metric:MetricIdentifier target:MetricTarget',
  ],
  PolicyRule: [
    'apiGroups:[string] nonResourceURLs:[string] resourceNames:[string] resources:[string] verbs:[string]',
  ],
  PortworxVolumeSource: [
    'fsType:string readOnly:boolean volumeID:string',
  ],
  PreferredSchedulingTerm: [
    'preference:NodeSelectorTerm weight:integer',
  ],
  PriorityClass: [
    'apiVersion:string description:string globalDefault:boolean kind:string metadata:ObjectMeta',
    'preemptionPolicy:(Never|PreemptLowerPriority) value:integer=0',
  ],
  Probe: [
    'exec:ExecAction failureThreshold:integer grpc:GRPCAction httpGet:HTTPGetAction initialDelaySeconds:integer periodSeconds:integer',
    'successThreshold:integer tcpSocket:TCPSocketAction terminationGracePeriodSeconds:integer timeoutSeconds:integer',
  ],
  ProjectedVolumeSource: [
    'defaultMode:integer defaultUser:integer@37 sources:[VolumeProjection]',
  ],
  QuobyteVolumeSource: [
    'group:string readOnly:boolean registry:string tenant:string user:string volume:string',
  ],
  RBDPersistentVolumeSource: [
    'fsType:string image:string keyring:string="/etc/ceph/keyring" monitors:[string] pool:string="rbd" readOnly:boolean',
    'secretRef:SecretReference user:string="admin"',
  ],
  RBDVolumeSource: [
    'fsType:string image:string keyring:string="/etc/ceph/keyring" monitors:[string] pool:string="rbd" readOnly:boolean',
    'secretRef:LocalObjectReference user:string="admin"',
  ],
  ReplicaSet: [
    'apiVersion:string kind:string metadata:ObjectMeta spec:ReplicaSetSpec',
  ],
  ReplicaSetSpec: [
    'minReadySeconds:integer replicas:integer selector:LabelSelector template:PodTemplateSpec',
  ],
  ReplicationController: [
    'apiVersion:string kind:string metadata:ObjectMeta spec:ReplicationControllerSpec',
  ],
  ReplicationControllerSpec: [
    'minReadySeconds:integer=0 replicas:integer=1 selector:{string} template:PodTemplateSpec',
  ],
  ResourceClaim: [
    'name:string request:string',
  ],
  ResourceFieldSelector: [
    'containerName:string divisor:quantity resource:string',
  ],
  ResourceMetricSource: [
    'name:string target:MetricTarget',
  ],
  ResourceQuota: [
    'apiVersion:string kind:string metadata:ObjectMeta spec:ResourceQuotaSpec',
  ],
  ResourceQuotaSpec: [
    'hard:{quantity} scopeSelector:ScopeSelector',
    'scopes:[(BestEffort|CrossNamespacePodAffinity|NotBestEffort|NotTerminating|PriorityClass|Terminating|VolumeAttributesClass)]',
  ],
  ResourceRequirements: [
    'claims:[ResourceClaim] limits:{quantity} requests:{quantity}',
  ],
  Role: [
    'apiVersion:string kind:string metadata:ObjectMeta rules:[PolicyRule]',
  ],
  RoleBinding: [
    'apiVersion:string kind:string metadata:ObjectMeta roleRef:RoleRef subjects:[Subject]',
  ],
  RoleRef: [
    'apiGroup:string kind:string name:string',
  ],
  RollingUpdateDaemonSet: [
    'maxSurge:intOrString maxUnavailable:intOrString',
  ],
  RollingUpdateDeployment: [
    'maxSurge:intOrString maxUnavailable:intOrString',
  ],
  RollingUpdateStatefulSetStrategy: [
    'maxUnavailable:intOrString partition:integer',
  ],
  RuleWithOperations: [
    'apiGroups:[string] apiVersions:[string] operations:[(*|CONNECT|CREATE|DELETE|UPDATE)] resources:[string]',
    'scope:(*|Cluster|Namespaced)',
  ],
  SELinuxOptions: [
    'level:string role:string type:string user:string',
  ],
  ScaleIOPersistentVolumeSource: [
    'fsType:string="xfs" gateway:string protectionDomain:string readOnly:boolean secretRef:SecretReference sslEnabled:boolean',
    'storageMode:string="ThinProvisioned" storagePool:string system:string volumeName:string',
  ],
  ScaleIOVolumeSource: [
    'fsType:string="xfs" gateway:string protectionDomain:string readOnly:boolean secretRef:LocalObjectReference sslEnabled:boolean',
    'storageMode:string="ThinProvisioned" storagePool:string system:string volumeName:string',
  ],
  ScopeSelector: [
    'matchExpressions:[ScopedResourceSelectorRequirement]',
  ],
  ScopedResourceSelectorRequirement: [
    'operator:(DoesNotExist|Exists|In|NotIn)',
    'scopeName:(BestEffort|CrossNamespacePodAffinity|NotBestEffort|NotTerminating|PriorityClass|Terminating|VolumeAttributesClass)',
    'values:[string]',
  ],
  SeccompProfile: [
    'localhostProfile:string type:(Localhost|RuntimeDefault|Unconfined)',
  ],
  Secret: [
    'apiVersion:string data:{string} immutable:boolean kind:string metadata:ObjectMeta stringData:{string} type:string',
  ],
  SecretEnvSource: [
    'name:string optional:boolean',
  ],
  SecretKeySelector: [
    'key:string name:string optional:boolean',
  ],
  SecretProjection: [
    'items:[KeyToPath] name:string optional:boolean',
  ],
  SecretReference: [
    'name:string namespace:string',
  ],
  SecretVolumeSource: [
    'defaultMode:integer defaultUser:integer@37 items:[KeyToPath] optional:boolean secretName:string',
  ],
  SecurityContext: [
    'allowPrivilegeEscalation:boolean appArmorProfile:AppArmorProfile capabilities:Capabilities privileged:boolean',
    'procMount:(Default|Unmasked) readOnlyRootFilesystem:boolean runAsGroup:integer runAsNonRoot:boolean runAsUser:integer',
    'seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile windowsOptions:WindowsSecurityContextOptions',
  ],
  SelectableField: [
    'jsonPath:string',
  ],
  Service: [
    'apiVersion:string kind:string metadata:ObjectMeta spec:ServiceSpec',
  ],
  ServiceAccount: [
    'apiVersion:string automountServiceAccountToken:boolean imagePullSecrets:[LocalObjectReference] kind:string metadata:ObjectMeta',
    'secrets:[ObjectReference]',
  ],
  ServiceAccountTokenProjection: [
    'audience:string expirationSeconds:integer path:string user:integer@37',
  ],
  ServiceBackendPort: [
    'name:string number:integer',
  ],
  ServicePort: [
    'appProtocol:string name:string nodePort:integer port:integer protocol:(SCTP|TCP|UDP)="TCP" targetPort:intOrString',
  ],
  ServiceReference: [
    'name:string namespace:string path:string port:integer',
  ],
  ServiceSpec: [
    'allocateLoadBalancerNodePorts:boolean clusterIP:string clusterIPs:[string] externalIPs:[string] externalName:string',
    'externalTrafficPolicy:(Cluster|Local) healthCheckNodePort:integer internalTrafficPolicy:(Cluster|Local) ipFamilies:[(|IPv4|IPv6)]',
    'ipFamilyPolicy:(PreferDualStack|RequireDualStack|SingleStack) loadBalancerClass:string loadBalancerIP:string',
    'loadBalancerSourceRanges:[string] ports:[ServicePort] publishNotReadyAddresses:boolean selector:{string}',
    'sessionAffinity:(ClientIP|None) sessionAffinityConfig:SessionAffinityConfig trafficDistribution:string',
    'type:(ClusterIP|ExternalName|LoadBalancer|NodePort)',
  ],
  SessionAffinityConfig: [
    'clientIP:ClientIPConfig',
  ],
  SleepAction: [
    'seconds:integer',
  ],
  StatefulSet: [
    'apiVersion:string kind:string metadata:ObjectMeta spec:StatefulSetSpec',
  ],
  StatefulSetOrdinals: [
    'start:integer=0',
  ],
  StatefulSetPersistentVolumeClaimRetentionPolicy: [
    'whenDeleted:string whenScaled:string',
  ],
  StatefulSetSpec: [
    'minReadySeconds:integer ordinals:StatefulSetOrdinals',
    'persistentVolumeClaimRetentionPolicy:StatefulSetPersistentVolumeClaimRetentionPolicy podManagementPolicy:(OrderedReady|Parallel)',
    'replicas:integer revisionHistoryLimit:integer selector:LabelSelector serviceName:string template:PodTemplateSpec',
    'updateStrategy:StatefulSetUpdateStrategy volumeClaimTemplates:[PersistentVolumeClaim]',
  ],
  StatefulSetUpdateStrategy: [
    'rollingUpdate:RollingUpdateStatefulSetStrategy type:(OnDelete|Recreate@37|RollingUpdate)',
  ],
  StorageClass: [
    'allowVolumeExpansion:boolean allowedTopologies:[TopologySelectorTerm] apiVersion:string kind:string metadata:ObjectMeta',
    'mountOptions:[string] parameters:{string} provisioner:string reclaimPolicy:(Delete|Recycle|Retain)',
    'volumeBindingMode:(Immediate|WaitForFirstConsumer)',
  ],
  StorageOSPersistentVolumeSource: [
    'fsType:string readOnly:boolean secretRef:ObjectReference volumeName:string volumeNamespace:string',
  ],
  StorageOSVolumeSource: [
    'fsType:string readOnly:boolean secretRef:LocalObjectReference volumeName:string volumeNamespace:string',
  ],
  Subject: [
    'apiGroup:string kind:string name:string namespace:string',
  ],
  SuccessPolicy: [
    'rules:[SuccessPolicyRule]',
  ],
  SuccessPolicyRule: [
    'succeededCount:integer succeededIndexes:string',
  ],
  Sysctl: [
    'name:string value:string',
  ],
  TCPSocketAction: [
    'host:string port:intOrString',
  ],
  TokenRequest: [
    'audience:string expirationSeconds:integer',
  ],
  Toleration: [
    'effect:(NoExecute|NoSchedule|PreferNoSchedule) key:string operator:(Equal|Exists|Gt@37|Lt@37) tolerationSeconds:integer',
    'value:string',
  ],
  TopologyConstraint: [
    'key:string@37',
  ],
  TopologySelectorLabelRequirement: [
    'key:string values:[string]',
  ],
  TopologySelectorTerm: [
    'matchLabelExpressions:[TopologySelectorLabelRequirement]',
  ],
  TopologySpreadConstraint: [
    'labelSelector:LabelSelector matchLabelKeys:[string] maxSkew:integer minDomains:integer nodeAffinityPolicy:(Honor|Ignore)',
    'nodeTaintsPolicy:(Honor|Ignore) topologyKey:string whenUnsatisfiable:(DoNotSchedule|ScheduleAnyway)',
  ],
  TypedLocalObjectReference: [
    'apiGroup:string kind:string name:string',
  ],
  TypedObjectReference: [
    'apiGroup:string kind:string name:string namespace:string',
  ],
  ValidatingWebhook: [
    'admissionReviewVersions:[string] clientConfig:WebhookClientConfig failurePolicy:(Fail|Ignore) matchConditions:[MatchCondition]',
    'matchPolicy:(Equivalent|Exact) name:string namespaceSelector:LabelSelector objectSelector:LabelSelector rules:[RuleWithOperations]',
    'sideEffects:(None|NoneOnDryRun|Some|Unknown) timeoutSeconds:integer',
  ],
  ValidatingWebhookConfiguration: [
    'apiVersion:string kind:string metadata:ObjectMeta webhooks:[ValidatingWebhook]',
  ],
  ValidationRule: [
    'fieldPath:string message:string messageExpression:string optionalOldSelf:boolean',
    'reason:(FieldValueDuplicate|FieldValueForbidden|FieldValueInvalid|FieldValueRequired) rule:string',
  ],
  Volume: [
    'awsElasticBlockStore:AWSElasticBlockStoreVolumeSource azureDisk:AzureDiskVolumeSource azureFile:AzureFileVolumeSource',
    'cephfs:CephFSVolumeSource cinder:CinderVolumeSource configMap:ConfigMapVolumeSource csi:CSIVolumeSource',
    'downwardAPI:DownwardAPIVolumeSource emptyDir:EmptyDirVolumeSource ephemeral:EphemeralVolumeSource fc:FCVolumeSource',
    'flexVolume:FlexVolumeSource flocker:FlockerVolumeSource gcePersistentDisk:GCEPersistentDiskVolumeSource',
    'gitRepo:GitRepoVolumeSource glusterfs:GlusterfsVolumeSource hostPath:HostPathVolumeSource image:ImageVolumeSource',
    'iscsi:ISCSIVolumeSource name:string nfs:NFSVolumeSource persistentVolumeClaim:PersistentVolumeClaimVolumeSource',
    'photonPersistentDisk:PhotonPersistentDiskVolumeSource portworxVolume:PortworxVolumeSource projected:ProjectedVolumeSource',
    'quobyte:QuobyteVolumeSource rbd:RBDVolumeSource scaleIO:ScaleIOVolumeSource secret:SecretVolumeSource',
    'storageos:StorageOSVolumeSource vsphereVolume:VsphereVirtualDiskVolumeSource',
  ],
  VolumeAttributesClass: [
    'apiVersion:string driverName:string kind:string metadata:ObjectMeta parameters:{string}',
  ],
  VolumeDevice: [
    'devicePath:string name:string',
  ],
  VolumeMount: [
    'bindMountOptions:[string]@37 mountPath:string mountPropagation:(Bidirectional|HostToContainer|None) name:string readOnly:boolean',
    'recursiveReadOnly:string subPath:string subPathExpr:string',
  ],
  VolumeNodeAffinity: [
    'required:NodeSelector',
  ],
  VolumeProjection: [
    'clusterTrustBundle:ClusterTrustBundleProjection configMap:ConfigMapProjection downwardAPI:DownwardAPIProjection',
    'podCertificate:PodCertificateProjection secret:SecretProjection serviceAccountToken:ServiceAccountTokenProjection',
  ],
  VolumeResourceRequirements: [
    'limits:{quantity} requests:{quantity}',
  ],
  VsphereVirtualDiskVolumeSource: [
    'fsType:string storagePolicyID:string storagePolicyName:string volumePath:string',
  ],
  WebhookClientConfig: [
    'caBundle:string service:ServiceReference url:string',
  ],
  WebhookConversion: [
    'clientConfig:WebhookClientConfig conversionReviewVersions:[string]',
  ],
  WeightedPodAffinityTerm: [
    'podAffinityTerm:PodAffinityTerm weight:integer',
  ],
  WindowsSecurityContextOptions: [
    'gmsaCredentialSpec:string gmsaCredentialSpecName:string hostProcess:boolean runAsUserName:string',
  ],
  WorkloadPodGroupDisruptionMode: [
    'all:any@37 single:any@37',
  ],
  WorkloadPodGroupGangSchedulingPolicy: [
    'minCount:integer@37',
  ],
  WorkloadPodGroupResourceClaim: [
    'name:string@37 resourceClaimName:string@37 resourceClaimTemplateName:string@37',
  ],
  WorkloadPodGroupSchedulingConstraints: [
    'topology:[TopologyConstraint]@37',
  ],
  WorkloadPodGroupSchedulingPolicy: [
    'basic:any@37 gang:WorkloadPodGroupGangSchedulingPolicy@37',
  ],
};
