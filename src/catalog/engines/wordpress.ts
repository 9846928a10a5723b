import { EngineFacts, ImageFacts, OFFICIAL, SINGLE, ScratchDirectory, bitnami } from './facts';

/** Joomla's image is built in the same way. */
export const WEB_ROOT = '/var/www/html';
export const WEB_PORTS = { http: 80 };

/** PHP keeps an upload there until the application takes it. */
export const PHP_SCRATCH: ScratchDirectory[] = [{
  path: '/tmp',
  holds: 'files that are being uploaded',
  evidence: 'https://www.php.net/manual/en/ini.core.php#ini.upload-tmp-dir',
}];
/** Images with Apache are built on the official image of PHP. */
export const APACHE_SCRATCH: ScratchDirectory[] = [
  {
    path: '/var/run/apache2',
    holds: 'the PID file of Apache',
    unless: /^APACHE_(RUN_DIR|PID_FILE)=/m,
    evidence: 'https://github.com/docker-library/php/blob/master/8.3/bookworm/apache/apache2-foreground',
  },
  ...PHP_SCRATCH,
];

/** What images of PHP applications have by the variant in their tags; on Debian, user 33 is www-data, on Alpine user 82. */
export const PHP_VARIANTS = {
  fpmOnAlpine: { tags: /fpm-alpine/, scratch: PHP_SCRATCH, user: 82, group: 82, ports: { fastcgi: 9000 } },
  fpm: { tags: /fpm/, scratch: PHP_SCRATCH, user: 33, group: 33, ports: { fastcgi: 9000 } },
  apache: { scratch: APACHE_SCRATCH, user: 33, group: 33, ports: WEB_PORTS },
} satisfies { readonly [variant: string]: Partial<ImageFacts> };

const IMAGE = { maker: OFFICIAL, repositories: ['library/wordpress'], directories: [{ path: WEB_ROOT }], declaredVolumes: [WEB_ROOT] };
const DOCKERFILES = 'https://github.com/docker-library/wordpress/blob/master/latest/php8.3';

export const WORDPRESS: EngineFacts = {
  ...SINGLE,
  name: 'WordPress',
  names: ['wordpress'],
  keepsPlainFiles: true,
  images: [
    { ...IMAGE, ...PHP_VARIANTS.fpmOnAlpine, evidence: `${DOCKERFILES}/fpm-alpine/Dockerfile` },
    { ...IMAGE, ...PHP_VARIANTS.fpm, evidence: `${DOCKERFILES}/fpm/Dockerfile` },
    { ...IMAGE, ...PHP_VARIANTS.apache, evidence: `${DOCKERFILES}/apache/Dockerfile` },
    { ...bitnami('wordpress'), directories: [{ path: '/bitnami/wordpress' }], ports: { http: 8080 } },
  ],
  minGraceSeconds: 30,
  evidence: 'https://hub.docker.com/_/wordpress',
};
