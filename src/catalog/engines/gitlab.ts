import { EngineFacts, SINGLE } from './facts';

export const GITLAB: EngineFacts = {
  ...SINGLE,
  name: 'GitLab',
  names: ['gitlab-ce', 'gitlab-ee'],
  images: [{
    maker: 'GitLab',
    repositories: ['gitlab/gitlab-ce', 'gitlab/gitlab-ee'],
    // Without the keys in gitlab-secrets.json nobody reads what the database has encrypted.
    directories: [{ path: '/var/opt/gitlab', holds: 'repositories and databases' }, { path: '/etc/gitlab', holds: 'the keys of the database' }],
    declaredVolumes: ['/etc/gitlab', '/var/opt/gitlab', '/var/log/gitlab'],
    // `gitlab-ctl reconfigure` writes to /opt/gitlab, /etc, /run and /tmp.
    scratch: [{
      path: '/',
      holds: 'settings and services that it writes at each start',
      evidence: 'https://gitlab.com/gitlab-org/omnibus-gitlab/-/blob/master/docker/assets/wrapper',
    }],
    user: 0,
    group: 0,
    ports: { http: 80, https: 443, ssh: 22 },
    evidence: 'https://gitlab.com/gitlab-org/omnibus-gitlab/-/blob/master/docker/Dockerfile',
  }],
  minGraceSeconds: 120,
  updates: { seriesParts: 1, otherSeries: 'converts', firstStartEnv: ['GITLAB_ROOT_PASSWORD'], evidence: 'https://docs.gitlab.com/update/' },
  evidence: 'https://docs.gitlab.com/install/docker/',
};
