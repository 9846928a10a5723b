import { EngineFacts, OFFICIAL, SINGLE, bitnami } from './facts';

/** Joomla's image is built alike. */
export const WEB_ROOT = '/var/www/html';
export const WEB_PORTS = { http: 80 };

const IMAGE = { maker: OFFICIAL, repositories: ['library/wordpress'], directories: [{ path: WEB_ROOT }], declaredVolumes: [WEB_ROOT] };

export const WORDPRESS: EngineFacts = {
  ...SINGLE,
  name: 'WordPress',
  names: ['wordpress'],
  images: [
    { ...IMAGE, tags: /fpm-alpine/, user: 82, group: 82, ports: { fastcgi: 9000 }, evidence: 'https://github.com/docker-library/wordpress/blob/master/latest/php8.3/fpm-alpine/Dockerfile' },
    { ...IMAGE, tags: /fpm/, user: 33, group: 33, ports: { fastcgi: 9000 }, evidence: 'https://github.com/docker-library/wordpress/blob/master/latest/php8.3/fpm/Dockerfile' },
    { ...IMAGE, user: 33, group: 33, ports: WEB_PORTS, evidence: 'https://github.com/docker-library/wordpress/blob/master/latest/php8.3/apache/Dockerfile' },
    { ...bitnami('wordpress'), directories: [{ path: '/bitnami/wordpress' }], ports: { http: 8080 } },
  ],
  minGraceSeconds: 30,
  evidence: 'https://hub.docker.com/_/wordpress',
};
