import { DataDirectory, EngineFacts, OFFICIAL, SINGLE, ScratchDirectory, bitnami } from './facts';

/** MariaDB has the same names. */
export const MYSQL_DATA: DataDirectory = { flags: ['--datadir'], setting: /^\s*datadir\s*=\s*["']?([^"'\s]+)/im };
export const MYSQL_PORTS = { mysql: 3306 };
export const MYSQL_DIRECTORY = '/var/lib/mysql';
export const SET_PASSWORD = "`ALTER USER 'USER'@'HOST' IDENTIFIED BY 'PASSWORD'` in the client, "
  + 'for each host that `SELECT user, host FROM mysql.user` names with the user.';

/** Before the server listens, it makes temporary files here. */
export const TEMPORARY_FILES: ScratchDirectory = {
  path: '/tmp', holds: 'temporary files of InnoDB', unless: /\btmpdir\b/i, evidence: 'https://dev.mysql.com/doc/refman/8.4/en/temporary-files.html',
};
/** Where the socket is in the data directory. */
const PID_FILE = { path: '/var/run/mysqld', holds: 'its PID file' };
const SOCKET: ScratchDirectory = {
  path: '/var/run/mysqld',
  holds: 'its Unix socket and its PID file',
  evidence: 'https://github.com/docker-library/mysql/blob/master/8.4/Dockerfile.oracle',
};

const DIRECTORIES = [{ ...MYSQL_DATA, path: MYSQL_DIRECTORY }];
const CONFIG_FILES = ['/etc/my.cnf', '/etc/my.cnf.d/', '/etc/mysql/my.cnf', '/etc/mysql/conf.d/'];

export const MYSQL: EngineFacts = {
  ...SINGLE,
  name: 'MySQL',
  names: ['mysql', 'mysql-server', 'percona', 'percona-server'],
  images: [
    {
      maker: OFFICIAL,
      repositories: ['library/mysql'],
      directories: DIRECTORIES,
      declaredVolumes: [MYSQL_DIRECTORY],
      scratch: [SOCKET, TEMPORARY_FILES],
      configFiles: CONFIG_FILES,
      user: 999,
      group: 999,
      ports: { ...MYSQL_PORTS, mysqlx: 33060 },
      evidence: 'https://github.com/docker-library/mysql/blob/master/8.4/Dockerfile.oracle',
    },
    {
      maker: 'Oracle',
      repositories: ['mysql/mysql-server', 'mysql/community-server'],
      directories: DIRECTORIES,
      // It declared /var/lib/mysql until 2021: https://github.com/mysql/mysql-docker/commit/059108a774bb84e3ca6a5e9a370b5b9e366140d5
      declaredVolumes: [],
      scratch: [
        { ...PID_FILE, evidence: 'https://github.com/mysql/mysql-docker/blob/main/mysql-server/8.0/prepare-image.sh' },
        {
          path: '/var/lib/mysql-files',
          holds: 'files of the entrypoint and of the health check',
          evidence: 'https://github.com/mysql/mysql-docker/blob/main/mysql-server/8.0/docker-entrypoint.sh',
        },
        TEMPORARY_FILES,
      ],
      configFiles: CONFIG_FILES,
      user: 27,
      group: 27,
      ports: { ...MYSQL_PORTS, mysqlx: 33060 },
      evidence: 'https://github.com/mysql/mysql-docker/blob/main/mysql-server/8.0/Dockerfile',
    },
    {
      maker: 'Percona',
      repositories: ['library/percona', 'percona/percona-server'],
      tagVersion: { pattern: /^(?:ps-)?(\d+(?:\.\d+)*)/ },
      directories: DIRECTORIES,
      declaredVolumes: [MYSQL_DIRECTORY, '/var/log/mysql'],
      scratch: [
        { ...PID_FILE, evidence: 'https://github.com/percona/percona-docker/blob/main/percona-server-8.0/Dockerfile' },
        TEMPORARY_FILES,
      ],
      configFiles: CONFIG_FILES,
      user: 1001,
      group: 1001,
      ports: { ...MYSQL_PORTS, mysqlx: 33060 },
      evidence: 'https://github.com/percona/percona-docker/blob/main/percona-server-8.0/Dockerfile',
    },
    { ...bitnami('mysql'), directories: [{ ...MYSQL_DATA, path: '/bitnami/mysql/data' }], ports: MYSQL_PORTS },
  ],
  minGraceSeconds: 120,
  // 5.7 is the first release that refuses it, and 8.0 removed the option that ignores lost+found.
  refusesVolumeRoot: { from: [5, 7], unless: '--ignore-db-dir', evidence: 'https://github.com/docker-library/mysql/issues/186' },
  programs: { servers: ['mysqld(_safe)?'], tools: ['mysql', 'mysql(dump|admin|check|show|sh)'] },
  updates: {
    seriesParts: 2,
    otherSeries: 'converts',
    upgradesFrom: [
      { versions: { from: [8], below: [8, 1] }, oldest: [5, 7], evidence: 'https://dev.mysql.com/doc/refman/8.0/en/upgrade-paths.html' },
      // A series with long-term support is not skipped.
      { versions: { from: [8, 1], below: [9] }, oldest: [8, 0], evidence: 'https://dev.mysql.com/doc/refman/8.4/en/upgrade-paths.html' },
      { versions: { from: [9], below: [10] }, oldest: [8, 4], evidence: 'https://dev.mysql.com/doc/refman/9.7/en/upgrade-paths.html' },
      // After 9.7, a version is the year and the month of the release.
      { versions: { from: [26] }, oldest: [9, 7], evidence: 'https://dev.mysql.com/doc/refman/26.10/en/upgrade-paths.html' },
    ],
    firstStartEnv: ['MYSQL_ROOT_PASSWORD', 'MYSQL_DATABASE', 'MYSQL_USER', 'MYSQL_PASSWORD', 'MYSQL_ROOT_HOST'],
    // https://dev.mysql.com/doc/refman/8.4/en/alter-user.html
    inEngine: { MYSQL_ROOT_PASSWORD: SET_PASSWORD, MYSQL_PASSWORD: SET_PASSWORD },
    evidence: 'https://dev.mysql.com/doc/refman/en/upgrade-paths.html',
  },
  evidence: 'https://dev.mysql.com/doc/refman/en/data-directory-initialization.html',
};
