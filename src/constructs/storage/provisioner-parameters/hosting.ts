import { FileSystemParameters } from './common';

/**
 * Parameters of DigitalOcean volumes.
 *
 * @see https://github.com/digitalocean/csi-digitalocean
 */
export interface DigitalOceanParameters extends FileSystemParameters {
}

/**
 * Parameters of Hetzner Cloud volumes.
 *
 * @see https://github.com/hetznercloud/csi-driver/blob/main/docs/kubernetes/README.md
 */
export interface HetznerParameters extends FileSystemParameters {
  /**
   * Options of mkfs.
   *
   * @default - none
   */
  readonly fsFormatOptions?: string;
}

/**
 * Parameters of Linode volumes.
 *
 * @see https://github.com/linode/linode-blockstorage-csi-driver/blob/main/docs/usage.md
 */
export interface LinodeParameters extends FileSystemParameters {
  /**
   * Whether the volume is encrypted.
   *
   * @default false
   */
  readonly encrypted?: boolean;

  /**
   * Whether the node encrypts the volume. The tier needs the node-stage Secret.
   *
   * @default false
   */
  readonly luksEncrypted?: boolean;

  /**
   * Cipher of LUKS.
   *
   * @default 'aes-xts-plain64'
   */
  readonly luksCipher?: string;

  /**
   * Key size of LUKS in bits.
   *
   * @default 512
   */
  readonly luksKeySize?: number;

  /**
   * Tags of the volume, separated by commas.
   *
   * @default - none
   */
  readonly volumeTags?: string;
}
