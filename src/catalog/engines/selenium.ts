import { EngineFacts, SINGLE } from './facts';

/** The hub only. Its registry is in memory, so a second hub is another grid. */
export const SELENIUM_GRID: EngineFacts = {
  ...SINGLE,
  name: 'Selenium Grid',
  names: [],
  keepsDataElsewhere: true,
  images: [{
    maker: 'Selenium',
    repositories: ['selenium/hub'],
    directories: [],
    declaredVolumes: [],
    scratch: [{
      path: '/tmp',
      holds: 'the socket, the log and the PID file of supervisord',
      evidence: 'https://github.com/SeleniumHQ/docker-selenium/blob/trunk/Base/supervisord.conf',
    }],
    user: 1200,
    group: 1201,
    ports: { http: 4444, publish: 4442, subscribe: 4443 },
    evidence: 'https://github.com/SeleniumHQ/docker-selenium/blob/trunk/Hub/Dockerfile',
  }],
  minGraceSeconds: 1,
  evidence: 'https://github.com/SeleniumHQ/docker-selenium',
};
