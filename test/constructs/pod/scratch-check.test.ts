import { Size } from 'cdk8s';
import { NodeDaemon, PersistentDeployment, StatefulDatabaseProps, Volume } from '../../../src';
import { FAST, MINIMAL, database, errorsOf, testChart } from '../support';

const size = Size.gibibytes(1);
const at = (mountPath: string) => ({ storage: { ...MINIMAL.storage, mountPath } });
const errors = (props: Partial<StatefulDatabaseProps>) => errorsOf(database(props).chart).join('\n');

const POSTGRES = { image: 'postgres:18.6-trixie', ...at('/var/lib/postgresql') };
const CASSANDRA = { image: 'cassandra:5.0.9', ...at('/var/lib/cassandra') };
const COPY = [{
  name: 'copy',
  image: 'cassandra:5.0.9',
  command: ['cp', '-R', '/etc/cassandra/.', '/copy'],
  volumeMounts: [{ name: 'settings', mountPath: '/copy' }],
}];
const SETTINGS = { volume: Volume.emptyDir('settings'), mountPath: '/etc/cassandra' };

describe('CS147 directories that an image writes to', () => {
  test.each<[what: string, wrong: Partial<StatefulDatabaseProps>, message: RegExp, right: Partial<StatefulDatabaseProps>]>([
    ['a socket',
      POSTGRES,
      /CS147 scratch: got nothing, allowed is a volume at \/var\/run\/postgresql \(its Unix socket\).*; add '\/var\/run\/postgresql' to scratch, or set writableRootFilesystem: true/,
      { ...POSTGRES, scratch: ['/var/run/postgresql'] }],
    ['another spelling', POSTGRES, /CS147/, { ...POSTGRES, scratch: ['/run/postgresql/'] }],
    ['a directory above', POSTGRES, /CS147/, { ...POSTGRES, scratch: ['/run'] }],
    ['a further volume', { ...POSTGRES, volumes: [{ volume: Volume.emptyDir('run'), mountPath: '/var/run/postgres' }] }, /CS147/,
      { ...POSTGRES, volumes: [{ volume: Volume.emptyDir('run'), mountPath: '/var/run/postgresql' }] }],
    ['arguments', { ...POSTGRES, args: ['-c', 'jit=off'] }, /CS147/, { ...POSTGRES, args: ['-c', 'unix_socket_directories='] }],
    ['a writable root', { ...POSTGRES, writableRootFilesystem: false }, /CS147/, { ...POSTGRES, writableRootFilesystem: true }],
    [
      'a security context', { ...POSTGRES, securityContext: { runAsNonRoot: true } }, /CS147/,
      { ...POSTGRES, securityContext: { readOnlyRootFilesystem: false } },
    ],
    ['one of two', { image: 'mysql:8.4.11', ...at('/var/lib/mysql'), args: ['--datadir=/var/lib/mysql/data'], scratch: ['/tmp'] },
      /got \['\/tmp'\], allowed is a volume at \/var\/run\/mysqld/,
      { image: 'mysql:8.4.11', ...at('/var/lib/mysql'), args: ['--datadir=/var/lib/mysql/data'], scratch: ['/tmp', '/var/run/mysqld'] }],
    ['files of the image', { ...CASSANDRA, scratch: ['/tmp', '/var/log/cassandra', '/etc/cassandra'] },
      /CS147 .* at \/etc\/cassandra .*mount a volume at \/etc\/cassandra that an init container fills \(an empty one hides files of the image\)/,
      { ...CASSANDRA, scratch: ['/tmp', '/var/log/cassandra'], volumes: [SETTINGS], initContainers: COPY }],
    ['settings of the chart', { image: 'zookeeper:3.9.5', ...at('/data'), env: { ZOO_DATA_LOG_DIR: '/data/log' } }, /CS147/,
      {
        image: 'zookeeper:3.9.5',
        ...at('/data'),
        env: { ZOO_DATA_LOG_DIR: '/data/log' },
        config: { 'zoo.cfg': 'dataDir=/data\ndataLogDir=/data/log\n' },
        configPath: '/conf',
      }],
  ])('%s', (_, wrong, message, right) => {
    expect(errors(wrong)).toMatch(message);
    expect(errors(right)).not.toMatch(/CS147/);
  });

  test('another program of the image, or of an unknown maker, is not judged', () => {
    expect(errors({ ...POSTGRES, command: ['/opt/start.sh'], dataDirectory: '/var/lib/postgresql/data' })).toBe('');
    expect(errors({ ...POSTGRES, args: ['pg_receivewal', '-D', '/var/lib/postgresql/wal'] })).toBe('');
    expect(errors({ ...POSTGRES, args: ['postgres', '-c', 'jit=off'] })).toMatch(/CS147/);
    expect(errors({ ...POSTGRES, image: 'registry.example.com/team/postgres:18' })).not.toMatch(/CS147/);
  });

  test('other workloads', () => {
    const chart = testChart();
    const jenkins = { image: 'jenkins/jenkins:2.568.2-jdk21', runAsUser: 1000, resources: { memory: size } };
    new PersistentDeployment(chart, 'Jenkins', {
      ...jenkins, name: 'jenkins', port: 8080, storage: { size, tier: FAST, mountPath: '/var/jenkins_home' },
    });
    new NodeDaemon(chart, 'Daemon', { ...jenkins, name: 'daemon', scratch: ['/tmp'] });
    expect(errorsOf(chart)).toEqual([expect.stringMatching(/^\[test\/Jenkins\] CS147 .*\/tmp \(libraries that it extracts at its start\)/)]);
  });
});
