import { EngineFacts, OFFICIAL, SINGLE, bitnami } from './facts';
import { MYSQL_DATA, MYSQL_DIRECTORY, MYSQL_PORTS, SET_PASSWORD, TEMPORARY_FILES } from './mysql';

const DOCS = 'https://mariadb.com/docs/server/server-management';
const FROM_MYSQL = `${DOCS}/install-and-upgrade-mariadb/upgrading/upgrading-from-mysql-to-mariadb`;

export const MARIADB: EngineFacts = {
  ...SINGLE,
  name: 'MariaDB',
  names: ['mariadb'],
  images: [
    {
      maker: OFFICIAL,
      repositories: ['library/mariadb', 'mariadb/mariadb'],
      directories: [{ ...MYSQL_DATA, path: MYSQL_DIRECTORY }],
      declaredVolumes: [MYSQL_DIRECTORY],
      scratch: [
        {
          path: '/run/mysqld',
          holds: 'its Unix socket and its PID file',
          evidence: 'https://github.com/MariaDB/mariadb-docker/blob/master/11.8/Dockerfile',
        },
        { ...TEMPORARY_FILES, evidence: 'https://mariadb.com/docs/reference/mdb/system-variables/tmpdir/' },
      ],
      configFiles: ['/etc/mysql/my.cnf', '/etc/mysql/mariadb.conf.d/', '/etc/mysql/conf.d/', '/etc/my.cnf.d/'],
      user: 999,
      group: 999,
      ports: MYSQL_PORTS,
      evidence: 'https://github.com/MariaDB/mariadb-docker/blob/master/11.8/Dockerfile',
    },
    { ...bitnami('mariadb'), directories: [{ ...MYSQL_DATA, path: '/bitnami/mariadb/data' }], ports: MYSQL_PORTS },
  ],
  minGraceSeconds: 120,
  programs: { servers: ['mariadbd', 'mysqld(_safe)?'], tools: ['mysql', 'mysql(dump|admin|check|show)', 'mariadb(-dump|-admin)?'] },
  updates: {
    seriesParts: 2,
    otherSeries: 'converts',
    // MariaDB has no tables for the data dictionary of MySQL 8.0.
    continues: [{ engine: 'MySQL', versions: { below: [8] }, evidence: FROM_MYSQL }],
    firstStartEnv: ['MARIADB', 'MYSQL'].flatMap(prefix => ['ROOT_PASSWORD', 'DATABASE', 'USER', 'PASSWORD'].map(name => `${prefix}_${name}`)),
    // https://mariadb.com/kb/en/alter-user/
    inEngine: {
      MARIADB_ROOT_PASSWORD: SET_PASSWORD, MARIADB_PASSWORD: SET_PASSWORD, MYSQL_ROOT_PASSWORD: SET_PASSWORD, MYSQL_PASSWORD: SET_PASSWORD,
    },
    evidence: `${DOCS}/install-and-upgrade-mariadb/upgrading`,
  },
  evidence: `${DOCS}/automated-mariadb-deployment-and-administration/docker-and-mariadb/mariadb-server-docker-official-image-environment-variables`,
};
