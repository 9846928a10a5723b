import { EngineFacts, OFFICIAL, SINGLE, bitnami } from './facts';
import { WEB_PORTS, WEB_ROOT } from './wordpress';

const IMAGE = { maker: OFFICIAL, repositories: ['library/joomla'], directories: [{ path: WEB_ROOT }], declaredVolumes: [WEB_ROOT] };

export const JOOMLA: EngineFacts = {
  ...SINGLE,
  name: 'Joomla',
  names: ['joomla'],
  images: [
    { ...IMAGE, tags: /fpm-alpine/, user: 82, group: 82, ports: { fastcgi: 9000 }, evidence: 'https://github.com/joomla-docker/docker-joomla/blob/master/5.4/php8.3/fpm-alpine/Dockerfile' },
    { ...IMAGE, tags: /fpm/, user: 33, group: 33, ports: { fastcgi: 9000 }, evidence: 'https://github.com/joomla-docker/docker-joomla/blob/master/5.4/php8.3/fpm/Dockerfile' },
    { ...IMAGE, user: 33, group: 33, ports: WEB_PORTS, evidence: 'https://github.com/joomla-docker/docker-joomla/blob/master/5.4/php8.3/apache/Dockerfile' },
    { ...bitnami('joomla'), directories: [{ path: '/bitnami/joomla' }], ports: { http: 8080 } },
  ],
  minGraceSeconds: 30,
  evidence: 'https://hub.docker.com/_/joomla',
};
