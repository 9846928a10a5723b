import { EngineFacts, OFFICIAL, SINGLE, bitnami } from './facts';
import { MYSQL_DATA, MYSQL_DIRECTORY, MYSQL_PORTS, SET_PASSWORD } from './mysql';

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
    // The data dictionary of MySQL 8.0 is in tables of its own, which MariaDB does not have.
    continues: [{ engine: 'MySQL', versions: { below: [8] }, evidence: 'https://mariadb.com/docs/server/server-management/install-and-upgrade-mariadb/upgrading/upgrading-from-mysql-to-mariadb' }],
    firstStartEnv: ['MARIADB_ROOT_PASSWORD', 'MARIADB_DATABASE', 'MARIADB_USER', 'MARIADB_PASSWORD', 'MYSQL_ROOT_PASSWORD', 'MYSQL_DATABASE', 'MYSQL_USER', 'MYSQL_PASSWORD'],
    // https://mariadb.com/kb/en/alter-user/
    inEngine: {
      MARIADB_ROOT_PASSWORD: SET_PASSWORD, MARIADB_PASSWORD: SET_PASSWORD, MYSQL_ROOT_PASSWORD: SET_PASSWORD, MYSQL_PASSWORD: SET_PASSWORD,
    },
    evidence: 'https://mariadb.com/kb/en/upgrading/',
  },
  evidence: 'https://mariadb.com/kb/en/mariadb-server-docker-official-image-environment-variables/',
};
