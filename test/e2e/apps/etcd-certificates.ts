import { execFile } from 'child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { promisify } from 'util';
import { apps } from '../../../src';

/**
 * Works in a folder that holds the authorities `old` and `new` (`<name>-ca.crt`), both together (`both.crt`), and a certificate
 * of each (`<name>.crt`, `<name>.key`).
 */
export async function withCertificates<T>(namespace: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'etcd-'));
  const openssl = (args: string) => promisify(execFile)('openssl', args.split(' '), { cwd: folder });
  // What the page for operators asks of a certificate.
  const names = [`etcd.${namespace}.svc`, ...['svc', 'svc.cluster.local'].map(end => `*.etcd-headless.${namespace}.${end}`), 'localhost'];
  writeFileSync(join(folder, 'ext'),
    `subjectAltName=${names.map(name => `DNS:${name}`).join()},IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\n`);
  try {
    for (const name of ['old', 'new']) {
      await openssl(`req -x509 -newkey rsa:2048 -nodes -keyout ${name}-ca.key -out ${name}-ca.crt -subj /CN=${name} -days 2`);
      await openssl(`req -newkey rsa:2048 -nodes -keyout ${name}.key -out ${name}.csr -subj /CN=etcd`);
      await openssl(`x509 -req -in ${name}.csr -CA ${name}-ca.crt -CAkey ${name}-ca.key -CAcreateserial -out ${name}.crt -days 2 -extfile ext`);
    }
    const text = (name: string) => readFileSync(join(folder, name), 'utf8');
    writeFileSync(join(folder, 'both.crt'), text('old-ca.crt') + text('new-ca.crt'));
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The Secret that an Etcd reads, of files of the folder in the order of {@link apps.Etcd.SECRET_KEYS}. */
export function secretOf(folder: string, namespace: string, files: string[]): object {
  const data = apps.Etcd.SECRET_KEYS.map((key, i) => [key, readFileSync(join(folder, files[i])).toString('base64')]);
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'etcd-tls', namespace }, data: Object.fromEntries(data) };
}
