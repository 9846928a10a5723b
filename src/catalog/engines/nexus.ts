import { EngineFacts, SINGLE } from './facts';

export const NEXUS: EngineFacts = {
  ...SINGLE,
  name: 'Nexus',
  names: ['nexus3'],
  images: [{
    maker: 'Sonatype',
    repositories: ['sonatype/nexus3'],
    directories: [{ path: '/nexus-data', env: ['NEXUS_DATA'] }],
    declaredVolumes: ['/nexus-data'],
    user: 200,
    group: 200,
    ports: { http: 8081 },
    evidence: 'https://github.com/sonatype/docker-nexus3/blob/main/Dockerfile',
  }],
  minGraceSeconds: 120,
  updates: { seriesParts: 2, otherSeries: 'converts', firstStartEnv: [], evidence: 'https://help.sonatype.com/en/upgrading-nexus-repository.html' },
  evidence: 'https://github.com/sonatype/docker-nexus3',
};
