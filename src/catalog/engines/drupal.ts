import { EngineFacts, OFFICIAL, SINGLE, bitnami } from './facts';

export const DRUPAL: EngineFacts = {
  ...SINGLE,
  name: 'Drupal',
  names: ['drupal'],
  keepsDataElsewhere: true,
  images: [
    {
      maker: OFFICIAL,
      repositories: ['library/drupal'],
      directories: [],
      declaredVolumes: [],
      user: 33,
      group: 33,
      ports: { http: 80 },
      evidence: 'https://github.com/docker-library/drupal/blob/master/11.3/php8.4/apache-bookworm/Dockerfile',
    },
    { ...bitnami('drupal'), directories: [], ports: { http: 8080 } },
  ],
  minGraceSeconds: 30,
  evidence: 'https://hub.docker.com/_/drupal',
};
