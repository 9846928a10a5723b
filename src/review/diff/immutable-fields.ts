import { Path } from '../manifests/source';

/** What a rejected update, and the replacement of the object, mean for a kind. */
interface Consequences {
  readonly why: string;
  readonly link: string;
  /** What to check before the object is deleted and created again; none for objects that a runbook of their own replaces. */
  readonly whileDeleted?: string;
}

const DOCS = 'https://kubernetes.io/docs/';
const REPLACED_WITH_PODS = 'A tool that is told to replace it deletes it together with its pods, and creates both again.';

const CONSEQUENCES: { readonly [kind: string]: Consequences } = {
  StatefulSet: {
    why: `The API server rejects the StatefulSet. ${REPLACED_WITH_PODS}`,
    link: `${DOCS}concepts/workloads/controllers/statefulset/#limitations`,
  },
  Deployment: {
    why: `The API server rejects the Deployment. ${REPLACED_WITH_PODS}`,
    link: `${DOCS}concepts/workloads/controllers/deployment/#label-selector-updates`,
  },
  DaemonSet: {
    why: `The API server rejects the DaemonSet. ${REPLACED_WITH_PODS}`,
    link: `${DOCS}concepts/workloads/controllers/daemonset/#pod-selector`,
  },
  PersistentVolumeClaim: {
    why: 'The API server rejects the claim. A tool that is told to replace it deletes the claim, and with the reclaim policy Delete its volume.',
    link: `${DOCS}concepts/storage/persistent-volumes/#persistentvolumeclaims`,
  },
  PersistentVolume: {
    why: 'The API server rejects the volume. While the volume is bound, deleting it waits until its claim is deleted.',
    link: `${DOCS}concepts/storage/persistent-volumes/#storage-object-in-use-protection`,
  },
  StorageClass: {
    why: 'The API server rejects the class. Deleting it and creating it again does not change the volumes that it provisioned.',
    link: `${DOCS}concepts/storage/storage-classes/`,
    whileDeleted: 'No claim of the class is created meanwhile. Volumes that the class provisioned do not change.',
  },
  VolumeAttributesClass: {
    why: 'The API server rejects the class. Deleting it and creating it again does not change the volumes that have its attributes.',
    link: `${DOCS}concepts/storage/volume-attributes-classes/`,
    whileDeleted: 'No claim changes to the class meanwhile.',
  },
  CSIDriver: {
    why: 'The API server rejects the CSIDriver. While it is deleted, Kubernetes attaches and mounts volumes of the driver with default settings.',
    link: `${DOCS}reference/kubernetes-api/storage/csi-driver-v1/`,
    whileDeleted: 'No volume of the driver is attached or mounted meanwhile.',
  },
  Service: {
    why: 'The API server rejects the Service. While it is deleted, clients cannot resolve its name, and it may get a new cluster IP.',
    link: `${DOCS}concepts/services-networking/service/`,
    whileDeleted: 'Clients tolerate that the name of the Service does not resolve for a moment.',
  },
  Secret: {
    why: 'The API server rejects the Secret. While it is deleted, pods that use it do not start.',
    link: `${DOCS}concepts/configuration/secret/#secret-immutable`,
    whileDeleted: 'No pod that uses the Secret starts meanwhile.',
  },
  ConfigMap: {
    why: 'The API server rejects the ConfigMap. While it is deleted, pods that use it do not start.',
    link: `${DOCS}concepts/configuration/configmap/#configmap-immutable`,
    whileDeleted: 'No pod that uses the ConfigMap starts meanwhile.',
  },
  RoleBinding: roleBinding(),
  ClusterRoleBinding: roleBinding(),
  Job: {
    why: 'The API server rejects the Job. A Job that is deleted and created again runs from the beginning.',
    link: `${DOCS}concepts/workloads/controllers/job/`,
    whileDeleted: 'The Job may safely run again from the beginning.',
  },
  Pod: {
    why: 'The API server rejects the Pod. A Pod that is deleted and created again loses its container file systems and emptyDir volumes.',
    link: `${DOCS}concepts/workloads/pods/#pod-update-and-replacement`,
    whileDeleted: 'No client needs the Pod meanwhile. Data in its container file systems and emptyDir volumes is not needed any more.',
  },
};

function roleBinding(): Consequences {
  return {
    why: 'The API server rejects the binding. While it is deleted, its subjects do not have the permissions.',
    link: `${DOCS}reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding`,
    whileDeleted: 'No subject of the binding needs the permissions meanwhile.',
  };
}

const STRATEGY_LEFT = 'The API server keeps the default settings of the former strategy in the object, and rejects them beside the new strategy.';

/** Where a field says more than its kind. */
const FIELDS: { readonly [kindAndField: string]: Partial<Consequences> } = {
  'StatefulSet volumeClaimTemplates': { link: `${DOCS}concepts/workloads/controllers/statefulset/#volume-claim-templates` },
  'StatefulSet selector': { link: `${DOCS}concepts/workloads/controllers/statefulset/#pod-selector` },
  'StatefulSet podManagementPolicy': { link: `${DOCS}concepts/workloads/controllers/statefulset/#pod-management-policies` },
  'StatefulSet updateStrategy': { why: STRATEGY_LEFT, link: `${DOCS}concepts/workloads/controllers/statefulset/#update-strategies` },
  'Deployment strategy': { why: STRATEGY_LEFT, link: `${DOCS}concepts/workloads/controllers/deployment/#strategy` },
  'Secret type': { link: `${DOCS}concepts/configuration/secret/#secret-types` },
};

/** Kinds with immutable fields, in no particular order. */
export const KINDS_WITH_IMMUTABLE_FIELDS = Object.keys(CONSEQUENCES);

/** What the rejected change of a field means. */
export function consequencesOf(kind: string, path: Path): Consequences {
  return { ...CONSEQUENCES[kind], ...FIELDS[`${kind} ${String(path[path.length - 1])}`] };
}
