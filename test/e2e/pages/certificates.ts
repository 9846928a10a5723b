import { writeFileSync } from 'fs';
import { join } from 'path';
import { Operator } from './scenario';

/** The Secret with the certificate that the page of etcd asks for, which cert-manager makes elsewhere. */
export async function certificateOf(operator: Operator, name: string): Promise<void> {
  const { folder, namespace } = operator;
  const names = [`${name}.${namespace}.svc`, `*.${name}-headless.${namespace}.svc`, `*.${name}-headless.${namespace}.svc.cluster.local`, 'localhost'];
  const alternatives = [...names.map(each => `DNS:${each}`), 'IP:127.0.0.1'].join(',');
  writeFileSync(join(folder, 'ext'), `subjectAltName=${alternatives}\nextendedKeyUsage=serverAuth,clientAuth\n`);
  await operator.shell(`
    openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -subj /CN=ca -days 2
    openssl req -newkey rsa:2048 -nodes -keyout tls.key -out tls.csr -subj /CN=${name}
    openssl x509 -req -in tls.csr -CA ca.crt -CAkey ca.key -CAcreateserial -out tls.crt -days 2 -extfile ext
    kubectl -n shop create secret generic ${name}-tls --from-file=tls.crt --from-file=tls.key --from-file=ca.crt
  `);
}
