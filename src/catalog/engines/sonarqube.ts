import { MAX_MAP_COUNT } from './elasticsearch';
import { EngineFacts, OFFICIAL, SINGLE, bitnami } from './facts';

export const SONARQUBE: EngineFacts = {
  ...SINGLE,
  name: 'SonarQube',
  names: ['sonarqube'],
  images: [
    {
      maker: OFFICIAL,
      repositories: ['library/sonarqube'],
      directories: [{
        path: '/opt/sonarqube/data',
        holds: 'its index, and all data where no other database is named',
        env: ['SONAR_PATH_DATA'],
        setting: /^\s*sonar\.path\.data\s*=\s*(\S+)/m,
      }],
      declaredVolumes: ['/opt/sonarqube/data', '/opt/sonarqube/extensions', '/opt/sonarqube/logs', '/opt/sonarqube/temp'],
      scratch: [{
        path: '/tmp',
        holds: 'temporary files of its Java runtime',
        evidence: 'https://github.com/SonarSource/helm-chart-sonarqube/blob/master/charts/sonarqube/templates/_pod.tpl',
      }],
      configFiles: ['/opt/sonarqube/conf/sonar.properties'],
      user: 1000,
      group: 0,
      ports: { http: 9000 },
      evidence: 'https://github.com/SonarSource/docker-sonarqube/blob/master/community-build/Dockerfile',
    },
    { ...bitnami('sonarqube'), directories: [{ path: '/bitnami/sonarqube' }], ports: { http: 9000 } },
  ],
  minGraceSeconds: 60,
  updates: {
    seriesParts: 1,
    otherSeries: 'converts',
    firstStartEnv: [],
    evidence: 'https://docs.sonarsource.com/sonarqube-server/server-update-and-maintenance/update/roadmap',
  },
  // For the Elasticsearch in it.
  nodeSetting: {
    ...MAX_MAP_COUNT,
    value: '524288',
    evidence: 'https://docs.sonarsource.com/sonarqube-server/server-installation/pre-installation/linux',
  },
  evidence: 'https://hub.docker.com/_/sonarqube',
};
