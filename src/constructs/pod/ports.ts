/** A port of a container, and of its Service if there is one. */
export interface NamedPort {
  /** Name: at most 15 lower-case letters, digits and dashes, with at least one letter. */
  readonly name: string;
  /** Port number, 1 to 65535. */
  readonly port: number;
  /**
   * Transport protocol.
   *
   * @default PortProtocol.TCP
   */
  readonly protocol?: PortProtocol;
  /**
   * Whether only members use the port, such as a port between members or a port for metrics. It is a port of the headless Service, and not
   * of the Service for clients. A {@link PersistentDeployment} has no headless Service, and a daemon has none.
   *
   * @default false
   */
  readonly membersOnly?: boolean;
}

/** Transport protocol of a port. */
export enum PortProtocol {
  /** Transmission Control Protocol. */
  TCP = 'TCP',
  /** User Datagram Protocol. */
  UDP = 'UDP',
  /** Stream Control Transmission Protocol. */
  SCTP = 'SCTP',
}
