import { EngineFacts, OFFICIAL, SINGLE, bitnami } from './facts';
import { PHP_VARIANTS } from './wordpress';

const IMAGE = { maker: OFFICIAL, repositories: ['library/drupal'], directories: [], declaredVolumes: [] };
const DOCKERFILES = 'https://github.com/docker-library/drupal/blob/master/11.3/php8.4';

export const DRUPAL: EngineFacts = {
  ...SINGLE,
  name: 'Drupal',
  names: ['drupal'],
  keepsPlainFiles: true,
  keepsDataElsewhere: true,
  images: [
    { ...IMAGE, ...PHP_VARIANTS.fpmOnAlpine, evidence: `${DOCKERFILES}/fpm-alpine3.24/Dockerfile` },
    { ...IMAGE, ...PHP_VARIANTS.fpm, evidence: `${DOCKERFILES}/fpm-trixie/Dockerfile` },
    { ...IMAGE, ...PHP_VARIANTS.apache, evidence: `${DOCKERFILES}/apache-bookworm/Dockerfile` },
    { ...bitnami('drupal'), directories: [], ports: { http: 8080 } },
  ],
  minGraceSeconds: 30,
  evidence: 'https://hub.docker.com/_/drupal',
};
