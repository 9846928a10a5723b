import { EngineFacts, OFFICIAL, SINGLE, bitnami } from './facts';
import { PHP_VARIANTS, WEB_ROOT } from './wordpress';

const IMAGE = { maker: OFFICIAL, repositories: ['library/joomla'], directories: [{ path: WEB_ROOT }], declaredVolumes: [WEB_ROOT] };
const DOCKERFILES = 'https://github.com/joomla-docker/docker-joomla/blob/master/5.4/php8.3';

export const JOOMLA: EngineFacts = {
  ...SINGLE,
  name: 'Joomla',
  names: ['joomla'],
  keepsPlainFiles: true,
  images: [
    { ...IMAGE, ...PHP_VARIANTS.fpmOnAlpine, evidence: `${DOCKERFILES}/fpm-alpine/Dockerfile` },
    { ...IMAGE, ...PHP_VARIANTS.fpm, evidence: `${DOCKERFILES}/fpm/Dockerfile` },
    { ...IMAGE, ...PHP_VARIANTS.apache, evidence: `${DOCKERFILES}/apache/Dockerfile` },
    { ...bitnami('joomla'), directories: [{ path: '/bitnami/joomla' }], ports: { http: 8080 } },
  ],
  minGraceSeconds: 30,
  evidence: 'https://hub.docker.com/_/joomla',
};
