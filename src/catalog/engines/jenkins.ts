import { EngineFacts, SINGLE, bitnami } from './facts';

export const JENKINS: EngineFacts = {
  ...SINGLE,
  name: 'Jenkins',
  names: ['jenkins'],
  keepsPlainFiles: true,
  images: [
    {
      maker: 'Jenkins',
      repositories: ['jenkins/jenkins', 'library/jenkins'],
      directories: [{ path: '/var/jenkins_home', env: ['JENKINS_HOME'] }],
      declaredVolumes: ['/var/jenkins_home'],
      scratch: [{
        path: '/tmp',
        holds: 'libraries that it extracts at its start',
        unless: /java\.io\.tmpdir/,
        evidence: 'https://github.com/jenkinsci/jenkins/blob/master/war/src/main/java/executable/Main.java',
      }],
      user: 1000,
      group: 1000,
      ports: { http: 8080, agents: 50000 },
      evidence: 'https://github.com/jenkinsci/docker/blob/master/debian/Dockerfile',
    },
    { ...bitnami('jenkins'), directories: [{ path: '/bitnami/jenkins/home', env: ['JENKINS_HOME'] }], ports: { http: 8080, agents: 50000 } },
  ],
  minGraceSeconds: 60,
  updates: { seriesParts: 1, otherSeries: 'converts', firstStartEnv: [], evidence: 'https://www.jenkins.io/doc/upgrade-guide/' },
  evidence: 'https://github.com/jenkinsci/docker/blob/master/README.md',
};
