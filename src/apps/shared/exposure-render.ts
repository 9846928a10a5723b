import { ApiObject, ApiObjectProps } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { Exposure, GatewayExposureOptions, IngressExposureOptions } from './exposure';
import { ISSUERS, checkExposure } from './exposure-check';
import { checkAtSynthesis } from '../../constructs/support/finding';
import { makeObject } from '../../constructs/support/objects';

/** The Service that gets the requests. */
export interface ExposedService {
  readonly name: string;
  readonly labels: { [key: string]: string };
  /** The port for HTTP. */
  readonly port: { readonly name: string; readonly number: number };
}

/** The object that exposes an app; none without `exposure`. */
export interface Exposed {
  readonly ingress?: k8s.KubeIngress;
  readonly httpRoute?: ApiObject;
}

/** Creates the object that exposes a Service. */
export function expose(scope: Construct, service: ExposedService, exposure: Exposure | undefined): Exposed {
  if (exposure === undefined) {
    return {};
  }
  checkAtSynthesis(scope, () => checkExposure(exposure));
  const { _ingress: ingress, _gateway: gateway } = exposure;
  return {
    ingress: ingress && makeObject(k8s.KubeIngress, scope, 'Ingress', renderIngress(service, ingress)),
    httpRoute: gateway && makeObject(ApiObject, scope, 'HttpRoute', renderHttpRoute(service, gateway)),
  };
}

function renderIngress({ name, labels, port }: ExposedService, options: IngressExposureOptions): k8s.KubeIngressProps {
  const { host } = options;
  const issuers = Object.entries(ISSUERS).map(([annotation, prop]) => [annotation, options[prop]]).filter(([, issuer]) => issuer !== undefined);
  const secretName = options.tlsSecretName ?? (issuers.length > 0 ? `${name}-tls` : undefined);
  const annotations = { ...Object.fromEntries(issuers), ...options.annotations };
  return {
    metadata: { name, labels, annotations: Object.keys(annotations).length > 0 ? annotations : undefined },
    spec: {
      ingressClassName: options.className,
      rules: [{
        host,
        http: { paths: [{ backend: { service: { name, port: { name: port.name } } }, path: options.path ?? '/', pathType: 'Prefix' }] },
      }],
      tls: secretName === undefined ? undefined : [{ hosts: [host], secretName }],
    },
  };
}

/** The HTTPRoute: a custom resource, so there is no generated type for it. */
function renderHttpRoute({ name, labels, port }: ExposedService, options: GatewayExposureOptions): ApiObjectProps {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name, labels, annotations: options.annotations && { ...options.annotations } },
    spec: {
      hostnames: [...options.hosts],
      parentRefs: [{ name: options.gatewayName, namespace: options.gatewayNamespace, sectionName: options.sectionName }],
      rules: [{
        backendRefs: [{ name, port: port.number }],
        matches: [{ path: { type: 'PathPrefix', value: options.path ?? '/' } }],
      }],
    },
  };
}
