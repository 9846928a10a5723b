import { input, makeOf } from '../../constructs/support/input';

/** Exposure of an app with a web interface. */
export interface ExposureProps {
  /**
   * How clients outside the cluster reach the app over HTTP.
   *
   * @default - not at all: the Service of the app decides who can connect
   */
  readonly exposure?: Exposure;
}

/** Options of an Ingress. */
export interface IngressExposureOptions {
  /** DNS name that clients use, such as `billing.example.com`. The first label can be `*`. */
  readonly host: string;

  /**
   * Beginning of the paths that lead to the app, by whole segments.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * Name of the IngressClass, which determines the ingress controller.
   *
   * @default - the default class of the cluster
   */
  readonly className?: string;

  /**
   * Name of the Secret with the certificate of the host: the keys `tls.crt` and `tls.key`.
   *
   * @default - `<name>-tls` with an issuer; otherwise the Ingress has no TLS section, and the ingress controller decides
   */
  readonly tlsSecretName?: string;

  /**
   * Name of an Issuer of cert-manager in the namespace of the app. cert-manager creates the Secret with the certificate and
   * renews it.
   *
   * @default - none
   * @see https://cert-manager.io/docs/usage/ingress/
   */
  readonly certManagerIssuer?: string;

  /**
   * Name of a ClusterIssuer of cert-manager, instead of an Issuer.
   *
   * @default - none
   */
  readonly certManagerClusterIssuer?: string;

  /**
   * Annotations of the Ingress, such as the settings of its controller.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}

/** Options of an HTTPRoute. */
export interface GatewayExposureOptions {
  /** DNS names that clients use, 1 to 16. The first label can be `*`. A listener of the Gateway must accept them. */
  readonly hosts: string[];

  /** Name of the existing Gateway. Its listener has the certificate. */
  readonly gatewayName: string;

  /**
   * Namespace of the Gateway. Its listener must allow routes of the namespace of the app.
   *
   * @default - the namespace of the app
   * @see https://gateway-api.sigs.k8s.io/guides/multiple-ns/
   */
  readonly gatewayNamespace?: string;

  /**
   * Name of the listener, such as the one with TLS.
   *
   * @default - all listeners that accept the hosts
   */
  readonly sectionName?: string;

  /**
   * Beginning of the paths that lead to the app, by whole segments.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * Annotations of the HTTPRoute.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}

/**
 * How clients outside the cluster reach an app over HTTP: through an ingress controller or through a Gateway. Both send the
 * requests to the Service of the app, and end the TLS connections of clients.
 *
 * With `networkPolicy: NetworkAccess.clients([…])`, the pods of the ingress controller or of the Gateway are clients and have to
 * be in the list, such as `NetworkPeer.namespace('ingress-nginx')`.
 *
 * @example
 * const tier = new StorageTier(this, 'Fast', { name: 'fast', provisioner: Provisioner.awsEbs({ type: EbsVolumeType.GP3 }) });
 * new apps.JavaApp(this, 'Billing', {
 *   name: 'billing', image: 'registry.example.com/billing:4.2.0', port: 8080,
 *   dataPath: '/var/lib/billing', storage: { size: Size.gibibytes(20), tier },
 *   exposure: apps.Exposure.ingress({ host: 'billing.example.com', className: 'nginx', certManagerClusterIssuer: 'letsencrypt' }),
 * });
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/
 * @see https://gateway-api.sigs.k8s.io/
 */
export class Exposure {
  /** An Ingress with the name of the app (`Ingress`). The cluster needs an ingress controller. */
  public static ingress(options: IngressExposureOptions): Exposure {
    return makeOf(Exposure, input('IngressExposureOptions', options), () => new Exposure(options, undefined));
  }

  /**
   * An HTTPRoute with the name of the app (`HttpRoute`). The cluster needs a controller for the Gateway API and its
   * CustomResourceDefinitions.
   */
  public static gateway(options: GatewayExposureOptions): Exposure {
    return makeOf(Exposure, input('GatewayExposureOptions', options), () => new Exposure(undefined, options));
  }

  private constructor(
    /** @internal */
    public readonly _ingress: IngressExposureOptions | undefined,
    /** @internal */
    public readonly _gateway: GatewayExposureOptions | undefined,
  ) {}
}
