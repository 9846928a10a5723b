import { ApiObject, Size, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import {
  AccessMode, LocalDiskPool, LocalDiskPoolProps, ReclaimPolicy, Spread, StatefulDatabase, StatefulDatabaseProps, StaticVolume,
  VolumeMode, VolumeSource, Warnings,
} from '../../../src';
import { Demand, Disk, Members, largestFit, largestFitOfMembers } from '../../../src/constructs/storage/disk-fit';
import { errorsOf, MINIMAL, testChart, warningIds } from '../support';

const wal = { ...MINIMAL.storage, name: 'wal', mountPath: '/wal', size: Size.gibibytes(1) };
const TWO: LocalDiskPoolProps = {
  name: 'nvme', nodes: ['node-a', 'node-b'], paths: ['/mnt/disks/ssd1', '/mnt/disks/ssd2'], size: Size.gibibytes(100),
};

function pool(props: LocalDiskPoolProps = TWO) {
  const chart = testChart();
  return { chart, it: new LocalDiskPool(chart, 'Nvme', props) };
}

function withDatabases(props: LocalDiskPoolProps, ...databases: (Partial<StatefulDatabaseProps> & { size: number })[]) {
  const { chart, it } = pool(props);
  databases.forEach(({ size, ...rest }, i) => new StatefulDatabase(chart, `Db${i}`, {
    ...MINIMAL,
    name: `db-${i}`,
    replicas: 2,
    ...rest,
    storage: { ...MINIMAL.storage, size: Size.gibibytes(size), tier: it, ...rest.storage },
    extraStorage: rest.extraStorage?.map(storage => ({ ...storage, tier: it })),
  }));
  return { chart, it };
}

describe('LocalDiskPool', () => {
  beforeEach(() => jest.spyOn(process.stderr, 'write').mockReturnValue(true));
  afterEach(() => jest.restoreAllMocks());

  test('defaults', () => expect(Testing.synth(pool().chart)).toMatchSnapshot());

  test('everything set', () => {
    const { chart, it } = pool({
      name: 'raw',
      disks: [
        { node: 'node-a.example.com', path: '/dev/disk/by-id/NVMe_1', size: Size.tebibytes(1) },
        { node: 'node-b', path: '/dev/sdb', name: 'second' },
      ],
      size: Size.gibibytes(500),
      volumeMode: VolumeMode.BLOCK,
      reclaimPolicy: ReclaimPolicy.DELETE,
      mountOptions: ['noatime'],
      labels: { team: 'storage' },
    });
    expect(Testing.synth(chart)).toMatchSnapshot();
    expect(it.volumes.map(volume => volume.name)).toEqual(['raw-node-a.example.com-nvme-1', 'raw-node-b-second']);
    expect(ApiObject.of(it)).toBe(it.storageClass);
  });

  test('names stay when a disk is added or removed', () => {
    const names = (paths: string[]) => pool({ ...TWO, paths }).it.volumes.map(volume => volume.name);
    expect(names(['/mnt/disks/ssd1', '/mnt/disks/ssd0', '/mnt/disks/ssd2']))
      .toEqual(expect.arrayContaining(names(['/mnt/disks/ssd1', '/mnt/disks/ssd2'])));
    const { it } = pool();
    it.addDisk({ node: 'node-c', path: '/mnt/disks/ssd1' });
    expect(it.volumes.map(volume => volume.name)).toEqual([...pool().it.volumes.map(volume => volume.name), 'nvme-node-c-ssd1']);
  });

  test('knows what is free', () => {
    expect(withDatabases(TWO, { size: 100 }).it.freeDisks).toBe(2);
    expect(errorsOf(withDatabases(TWO, { size: 100 }, { size: 50 }).chart)).toEqual([]);
    expect(withDatabases(TWO, { size: 100, replicas: 5 }).it.freeDisks).toBe(0);
  });

  test('CS230 a disk without size, or of no size', () => {
    expect(() => pool({ name: 'a', disks: [{ node: 'n', path: '/p' }] })).toThrow(/\[test\/Nvme\] CS230 size: got nothing/);
    expect(errorsOf(pool({ ...TWO, size: Size.gibibytes(0) }).chart).join()).toMatch(/CS230 size: got 0/);
  });

  test('CS231 two disks whose volumes would have one name', () => {
    const twice = { name: 'a', size: Size.gibibytes(1), disks: [{ node: 'n', path: '/a/ssd' }, { node: 'n', path: '/b/ssd' }] };
    expect(() => pool(twice)).toThrow(/CS231 disks: got '\/b\/ssd' of 'n', whose volume would have the name 'a-n-ssd' of another/);
    expect(errorsOf(pool({ ...twice, disks: [twice.disks[0], { ...twice.disks[1], name: 'other' }] }).chart)).toEqual([]);
  });

  test('CS232 disks said twice, or not at all', () => {
    expect(() => pool({ ...TWO, disks: [] })).toThrow(/CS232 disks: got nodes and paths and disks/);
    expect(() => pool({ name: 'a' })).toThrow(/CS232 disks: got nothing/);
    expect(() => pool({ name: 'a', nodes: ['n'] })).toThrow(/CS232 disks: got nodes,/);
    expect(errorsOf(pool({ name: 'a', disks: [] }).chart).join()).toMatch(/CS232 disks: got no disk/);
  });

  test.each<[string, Partial<LocalDiskPoolProps>, RegExp, Partial<LocalDiskPoolProps>]>([
    ['CS101', { name: 'My_Pool' }, /name: got 'My_Pool'/, { name: 'my.pool' }],
    ['CS209', { mountOptions: ['a b'] }, /mountOptions/, { mountOptions: ['noatime'] }],
    ['CS211', { reclaimPolicy: 'Recycle' as ReclaimPolicy }, /Recycle erases/, { reclaimPolicy: ReclaimPolicy.DELETE }],
    ['CS233', { nodes: [''] }, /node: got ''/, { nodes: ['n'] }],
    ['CS233', { paths: ['mnt/ssd'] }, /path: got 'mnt\/ssd'/, { paths: ['/mnt/ssd'] }],
    ['CS233', { paths: ['/mnt/../ssd'] }, /path: got/, { paths: ['/mnt/..ssd'] }],
    ['CS234', { volumeMode: VolumeMode.BLOCK, fsType: 'xfs' }, /fsType: got 'xfs', allowed is none for block/, { fsType: 'xfs' }],
    [
      'CS235', { paths: ['/mnt/ssd', '/mnt/ssd/inner'] }, /'\/mnt\/ssd' and '\/mnt\/ssd\/inner' on 'node-a'/,
      { paths: ['/mnt/ssd', '/mnt/ssd-inner'] },
    ],
    ['CS235', { paths: ['/mnt/./ssd', '/mnt/ssd/inner'] }, /neither equal nor inside/, { paths: ['/mnt/./ssd', '/mnt/ssd-inner'] }],
    ['CS235', { disks: [{ node: 'n', path: '/mnt/ssd' }, { node: 'n', path: '/mnt//ssd/', name: 'b' }], nodes: undefined, paths: undefined },
      /neither equal nor inside/,
      { disks: [{ node: 'n', path: '/mnt/ssd' }, { node: 'm', path: '/mnt/ssd' }], nodes: undefined, paths: undefined }],
  ])('%s %#', (id, wrong, message, right) => {
    expect(errorsOf(pool({ ...TWO, ...wrong }).chart).filter(line => line.includes(` ${id} `)).join('\n')).toMatch(message);
    expect(errorsOf(pool({ ...TWO, ...right }).chart)).toEqual([]);
  });

  test.each<[string, (Partial<StatefulDatabaseProps> & { size: number })[], RegExp, (Partial<StatefulDatabaseProps> & { size: number })[]]>([
    ['CS236', [{ size: 1, storage: { accessMode: AccessMode.READ_WRITE_MANY } as any }], /ReadWriteOnce: a local disk has one node/, [{ size: 1 }]],
    ['CS236', [{ size: 1, storage: { accessMode: AccessMode.READ_WRITE_ONCE_POD } as any }], /the claim would stay pending/, [{ size: 1 }]],
    ['CS236', [{ size: 1, storage: { volumeMode: VolumeMode.BLOCK } as any }], /Filesystem, as the pool is/, [{ size: 1 }]],
    ['CS237', [{ size: 101 }], /claim of test\/Db0 \(data\): got 101Gi, allowed is at most 100Gi, the largest disk/, [{ size: 100 }]],
    [
      'CS238', [{ size: 1, replicas: 3, nodeSpread: Spread.HARD }], /3 replicas on different nodes, allowed is at most 2/,
      [{ size: 1, replicas: 2, nodeSpread: Spread.HARD }],
    ],
    [
      'CS239', [{ size: 1, replicas: 3 }, { size: 1, replicas: 2 }],
      /4 disks for 3 × 1Gi of test\/Db0 \(data\), 2 × 1Gi of test\/Db1 \(data\).*4 of these 5/, [{ size: 1 }, { size: 1 }],
    ],
    // The pair fills a node, and members that must be apart need both.
    ['CS239', [{ size: 1, replicas: 1, extraStorage: [wal] }, { size: 1, nodeSpread: Spread.HARD }],
      /got 1 × 1Gi \(data\) and 1Gi \(wal\) of test\/Db0, 2 × 1Gi \(data\) of test\/Db1, each on one node, .*2 of these 3/,
      [{ size: 1, replicas: 1, extraStorage: [wal] }, { size: 1 }]],
    // Four disks for four claims, but two and two on a node, where a member needs three.
    ['CS239', [{ size: 1, replicas: 1, extraStorage: [wal, { ...wal, name: 'log', mountPath: '/log' }] }],
      /1 × 1Gi \(data\) and 1Gi \(wal\) and 1Gi \(log\) of test\/Db0, each on one node, allowed is members that fit: 0 of these 1/,
      [{ size: 1, replicas: 2, extraStorage: [wal] }]],
  ])('%s %#', (id, wrong, message, right) => {
    expect(errorsOf(withDatabases(TWO, ...wrong).chart).filter(line => line.includes(` ${id} `)).join('\n')).toMatch(message);
    expect(errorsOf(withDatabases(TWO, ...right).chart)).toEqual([]);
  });

  test('a claim that cannot fit by itself is one error, not two', () => {
    expect(errorsOf(withDatabases(TWO, { size: 101 }).chart)).toHaveLength(1);
    expect(errorsOf(withDatabases(TWO, { size: 1, replicas: 3, nodeSpread: Spread.HARD }).chart)).toHaveLength(1);
  });

  test('CS106 one disk in two pools, or in a pool and a static volume', () => {
    const two = pool({ ...TWO, paths: ['/mnt/ssd'] }).chart;
    new LocalDiskPool(two, 'Other', { name: 'other', nodes: ['node-b'], paths: ['/mnt//ssd/'], size: Size.gibibytes(1) });
    expect(errorsOf(two))
      .toEqual([expect.stringMatching(/CS106 name: got the path '\/mnt\/ssd' of the node 'node-b' of test\/Nvme and test\/Other/)]);
    const mixed = pool({ ...TWO, paths: ['/mnt/ssd'] }).chart;
    new StaticVolume(mixed, 'V', { name: 'v', source: VolumeSource.local({ node: 'node-a', path: '/mnt/ssd' }), size: Size.gibibytes(1) });
    expect(errorsOf(mixed).join()).toMatch(/CS106 .*of test\/Nvme and test\/V/);
    const apart = pool({ ...TWO, paths: ['/mnt/ssd'] }).chart;
    new LocalDiskPool(apart, 'Other', { name: 'other', nodes: ['node-b'], paths: ['/mnt/hdd'], size: Size.gibibytes(1) });
    expect(errorsOf(apart)).toEqual([]);
  });

  test('CS508 one replica on a local disk', () => {
    expect(warningIds(withDatabases(TWO, { size: 1, replicas: 1 }).chart)).toEqual(['CS508']);
    expect(warningIds(withDatabases(TWO, { size: 1, replicas: 2 }).chart)).toEqual([]);
    const two = withDatabases(TWO, { size: 1, replicas: 1 }, { size: 1, replicas: 1 }).chart;
    Warnings.of(two.node.findChild('Db0')).acknowledge('CS508', 'a dump leaves the node every night');
    expect(Warnings.of(two).list()).toEqual([expect.stringMatching(/^\[test\/Db1\] CS508 storage.tier: /)]);
  });
});

test('largestFit counts thousands of disks', () => {
  const disks = Array.from({ length: 3000 }, (_, i) => ({ node: `node-${i % 100}`, size: 1 }));
  const demands = [{ count: 1500, size: 1, apart: false }, { count: 1501, size: 1, apart: false }];
  expect(largestFit(disks, demands)).toBe(3000);
});

test('largestFitOfMembers finds the best placement for any disks and workloads', () => {
  const disk = fc.record({ node: fc.constantFrom('a', 'b', 'c'), size: fc.integer({ min: 1, max: 3 }) });
  const workload = fc.record({
    count: fc.integer({ min: 1, max: 2 }),
    claims: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 2 }),
    apart: fc.boolean(),
  });
  fc.assert(fc.property(fc.array(disk, { maxLength: 6 }), fc.array(workload, { minLength: 1, maxLength: 2 }), (disks, workloads) => {
    expect(largestFitOfMembers(disks, workloads)).toBe(bruteForceOfMembers(disks, workloads));
  }), { numRuns: 1000 });
});

test('largestFitOfMembers gives up on what it cannot count, and takes it for fitting', () => {
  const node = (n: number, count: number) => Array.from({ length: count }, () => ({ node: `node-${n}`, size: 1 }));
  const many = Array.from({ length: 100 }, (_, n) => node(n, 30)).flat();
  const pairs = { count: 1500, claims: [1, 1], apart: false };
  expect(largestFitOfMembers(many, [pairs])).toBe(1500);
  expect(largestFitOfMembers(many, [{ ...pairs, count: 1501 }])).toBe(1500);
  expect(largestFitOfMembers(many, [pairs, pairs])).toBe(3000);
  // Three disks a node: a hundred pairs leave a hundred single disks.
  const threes = Array.from({ length: 100 }, (_, n) => node(n, 3)).flat();
  expect(largestFitOfMembers(threes, [{ ...pairs, count: 51 }, { ...pairs, count: 50 }])).toBe(100);
});

/** The best of all placements, by trying all: member after member, claim after claim. */
function bruteForceOfMembers(disks: Disk[], workloads: Members[]): number {
  const members = workloads.flatMap(workload => Array.from({ length: workload.count }, () => workload));
  const best = (member: number, free: Disk[], taken: Map<Members, string[]>): number => {
    if (member === members.length) {
      return 0;
    }
    const it = members[member];
    const elsewhere = taken.get(it) ?? [];
    const place = (claims: number[], node: string, left: Disk[]): number => claims.length === 0
      ? 1 + best(member + 1, left, new Map([...taken, [it, [...elsewhere, node]]]))
      : Math.max(
        0, ...left.filter(d => d.node === node && d.size >= claims[0]).map(d => place(claims.slice(1), node, left.filter(other => other !== d))),
      );
    const nodes = [...new Set(free.map(d => d.node))].filter(node => !it.apart || !elsewhere.includes(node));
    return Math.max(best(member + 1, free, taken), ...nodes.map(node => place(it.claims, node, free)));
  };
  return best(0, disks, new Map());
}

/** The best of all placements, by trying all. */
function bruteForce(disks: Disk[], demands: Demand[]): number {
  const claims = demands.flatMap((demand, d) => Array.from({ length: demand.count }, () => d));
  const best = (claim: number, used: Map<number, number>): number => claim === claims.length ? 0 : Math.max(
    best(claim + 1, used),
    ...disks.map((disk, i) => {
      const demand = demands[claims[claim]];
      const crowded = demand.apart && [...used].some(([j, d]) => d === claims[claim] && disks[j].node === disk.node);
      return used.has(i) || disk.size < demand.size || crowded ? 0 : 1 + best(claim + 1, new Map([...used, [i, claims[claim]]]));
    }),
  );
  return best(0, new Map());
}

test('largestFit finds the best placement for any disks and claims', () => {
  const disk = fc.record({ node: fc.constantFrom('a', 'b', 'c'), size: fc.integer({ min: 1, max: 3 }) });
  const demand = fc.record({ count: fc.integer({ min: 0, max: 3 }), size: fc.integer({ min: 1, max: 3 }), apart: fc.boolean() });
  fc.assert(fc.property(fc.array(disk, { maxLength: 5 }), fc.array(demand, { maxLength: 2 }), (disks, demands) => {
    expect(largestFit(disks, demands)).toBe(bruteForce(disks, demands));
  }), { numRuns: 1000 });
});
