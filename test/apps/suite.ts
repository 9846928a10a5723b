import { Chart, Size, Testing, Yaml } from 'cdk8s';
import { App, AppCase, BACKUP, LOCAL, MEMBERS, PODS, SIDECARS } from './case';
import { Network } from './network';
import { networkSuite } from './network-suite';
import { difference, manifestText } from './snapshot';
import { ContainerResources } from '../../src';
import { mirroredImage } from '../../src/catalog/image-reference';
import { IMAGES } from '../../src/catalog/images';
import { Prop, shapeOf } from '../../src/constructs/support/input-shapes';
import { check, openFindings } from '../../src/review/check/check';
import { readText } from '../../src/review/manifests/read';
import { chartWith, errorsOf, testChart, warningIds } from '../constructs/support';

import { reordered } from '../properties/outcome';
import { structureProblems } from '../properties/structure';

const REGISTRY = 'registry.example.com:5000/mirror';
/** Rules that find what `everything` asks for: `updateStrategy`. */
const ASKED_FOR = ['ST65'];
const DEFAULT_IMAGES: string[] = Object.values(IMAGES);

/** An app in a chart of its own, with what it makes. */
interface Made {
  readonly chart: Chart;
  readonly app: App;
  readonly objects: any[];
}

function madeIn(chart: Chart, { title, type }: AppCase, props: object): Made {
  const app = new type(chart, title, props);
  return { chart, app, objects: Testing.synth(chart) };
}

const sets = (objects: any[]) => objects.filter(({ kind }) => kind === 'StatefulSet');
const workloads = (objects: any[]) => objects.filter(({ kind }) => ['StatefulSet', 'DaemonSet', 'Deployment'].includes(kind));
const jobSpecs = (objects: any[]) => objects.filter(({ kind }) => kind === 'CronJob').map(({ spec }) => spec.jobTemplate.spec.template.spec);
const yaml = (objects: any[]) => Yaml.stringify(...objects);

/** Props of the struct of an app; none if it is not in the input table yet, which `all.test.ts` reports. */
function propsOf({ title }: AppCase): Map<string, Prop> {
  return shapeOf(`${title}Props`)?.props ?? new Map();
}

/** The tests that all apps have. Those of one app alone stand beside the call, in `test/apps/<file>/<file>.test.ts`. */
export function appSuite(app: AppCase): void {
  const all = { ...app.defaults, ...app.everything };
  const has = (prop: string) => propsOf(app).has(prop);
  const make = (props: object = app.defaults) => madeIn(testChart(), app, props);
  /** The lines of errors; none if synthesis succeeds. */
  const errors = (props: object) => {
    const chart = testChart();
    new app.type(chart, app.title, props);
    return errorsOf(chart);
  };
  /** The objects, or the errors in their place. */
  const outcome = (props: object) => {
    try {
      return JSON.stringify(make(props).objects);
    } catch (e) {
      return (e as Error).message;
    }
  };

  describe('defaults', () => {
    test('make these objects, without a warning', () => {
      const { chart, objects } = make();
      expect(warningIds(chart)).toEqual([]);
      expect(manifestText(objects)).toMatchSnapshot();
    });

    test('check finds nothing without a reason', () => {
      expect(rulesWithFindings(make().objects)).toEqual(Object.keys(app.findings ?? {}).sort());
    });
  });

  describe('everything set', () => {
    test('differs from the defaults, without a warning', () => {
      const { chart, objects } = make(all);
      expect(warningIds(chart)).toEqual([]);
      expect(difference(make().objects, objects)).toMatchSnapshot();
    });

    test('is every prop', () => {
      const ofSuite = ['hibernated', 'serviceAccountName'];
      expect(missing(`${app.title}Props`, all).filter(prop => ![...ofSuite, ...Object.keys(app.instead ?? {})].includes(prop))).toEqual([]);
    });

    test('and none is without effect', () => {
      const optional = [...propsOf(app)].filter(([prop, { optional: isOptional }]) => isOptional && prop in app.everything).map(([prop]) => prop);
      const complete = outcome(all);
      expect(optional.filter(prop => outcome({ ...all, [prop]: (app.defaults as any)[prop] }) === complete)).toEqual([]);
    });

    for (const [prop, props] of Object.entries(app.instead ?? {})) {
      test(`or ${prop}, which excludes another prop`, () => {
        expect(difference(make(all).objects, make({ ...all, ...props }).objects)).not.toBe('');
      });
    }

    test('check finds nothing but what was asked for', () => {
      expect(rulesWithFindings(make(all).objects).filter(rule => !ASKED_FOR.includes(rule) && !(rule in (app.findings ?? {})))).toEqual([]);
    });
  });

  describe('errors', () => {
    test.each(app.errors)('%s, and the neighbor passes', (id, wrong, right) => {
      expect(errors({ ...app.defaults, ...wrong }).join('\n')).toContain(`${id} `);
      expect(errors({ ...app.defaults, ...right })).toEqual([]);
    });

    test('CS101 for a name that is none', () => expect(errors({ ...app.defaults, name: 'No_Name' }).join('\n')).toContain('CS101 '));

    for (const [id, wrong, right] of app.warnings ?? []) {
      test(`${id} is a warning, and the neighbor has none`, () => {
        expect(warningIds(make({ ...app.defaults, ...wrong }).chart)).toEqual([id]);
        expect(warningIds(make({ ...app.defaults, ...right }).chart)).toEqual([]);
      });
    }
  });

  describe.each([['defaults', app.defaults], ['everything set', all]])('with %s', (_, props) => {
    test('objects are of sound structure, and the same bytes each time', () => {
      const { chart, objects } = make(props);
      expect(structureProblems(objects)).toEqual([]);
      expect(yaml(Testing.synth(chart))).toBe(yaml(objects));
      expect(yaml(make(reordered(props)).objects)).toBe(yaml(objects));
    });

    test('claims outlive their set', () => {
      const policies = sets(make(props).objects).map(({ spec }) => spec.persistentVolumeClaimRetentionPolicy);
      expect(policies).toEqual(policies.map(() => ({ whenDeleted: 'Retain', whenScaled: 'Retain' })));
    });

    test('liveness asks only its own pod', () => expect(otherHosts(make(props).objects)).toEqual([]));
  });

  describe('images', () => {
    const onDisks = has('storage') ? { storage: { ...all.storage, tier: LOCAL } } : {};
    const given = Object.keys(app.everything).filter(prop => /image$/i.test(prop));
    const props = { ...all, ...onDisks, ...Object.fromEntries(given.map(prop => [prop, undefined])) };
    const ofApp: string[] = [
      ...app.images ?? Object.entries<any>(app.type).filter(([constant]) => /^DEFAULT_(\w+_)?IMAGE$/.test(constant)).map(([, image]) => image),
      ...[app.defaults.image ?? []].flat(),
    ];
    const images = [...ofApp, ...SIDECARS].sort();

    test('are those of all containers and jobs', () => {
      const made = make(props);
      expect(made.app.images).toEqual(images);
      expect([...new Set(imagesIn(made.objects))].sort()).toEqual(images);
    });

    test('are copies of the default images with a registry in the context, and nothing else changes', () => {
      const made = madeIn(chartWith('registry', REGISTRY), app, props);
      const copy = (image: string) => DEFAULT_IMAGES.includes(image) ? mirroredImage(image, REGISTRY) : image;
      expect(made.app.images).toEqual(images.map(copy).sort());
      expect(made.objects).toEqual(JSON.parse(JSON.stringify(make(props).objects), (key, value) => key === 'image' ? copy(value) : value));
    });
  });

  describe('pods', () => {
    test('have all props of pods', () => {
      const { objects } = make(all);
      expect(workloads(objects).length).toBeGreaterThan(0);
      for (const { metadata: { name }, spec: { template: { metadata, spec } } } of workloads(objects)) {
        const [main, ...others] = spec.containers;
        expect(metadata.labels).toMatchObject(PODS.labels);
        expect(metadata.annotations).toMatchObject(PODS.podAnnotations);
        expect(main).toMatchObject({ imagePullPolicy: 'Always', securityContext: { ...PODS.securityContext, allowPrivilegeEscalation: false } });
        expect(main.env).toContainEqual({ name: 'EXTRA', value: 'yes' });
        expect(main.volumeMounts).toContainEqual({ mountPath: '/etc/notes', name: 'notes', readOnly: true });
        expect(others.map((container: any) => container.name)).toContain('helper');
        expect(spec.initContainers.find((container: any) => container.name === 'proxy').restartPolicy).toBe('Always');
        expect(spec).toMatchObject({
          affinity: { nodeAffinity: expect.anything() },
          hostAliases: PODS.hostAliases,
          imagePullSecrets: [{ name: 'registry' }],
          nodeSelector: PODS.nodeSelector,
          priorityClassName: 'data',
          securityContext: PODS.podSecurityContext,
          serviceAccountName: name,
        });
        const account = objects.find(({ kind, metadata: of }) => kind === 'ServiceAccount' && of.name === name);
        expect(account.metadata.annotations).toEqual(PODS.serviceAccountAnnotations);
      }
      expect(jobSpecs(objects).filter(job => job.serviceAccountName !== app.defaults.name)).toEqual([]);
    });

    test('take an existing ServiceAccount instead, with their jobs', () => {
      const { objects } = make({ ...all, serviceAccountAnnotations: undefined, serviceAccountName: 'mine', ...app.instead?.serviceAccountName });
      const specs = [...workloads(objects).map(({ spec }) => spec.template.spec), ...jobSpecs(objects)];
      expect(specs.map(spec => spec.serviceAccountName)).toEqual(specs.map(() => 'mine'));
    });
  });

  if (has('updateStrategy')) {
    test('props of members are those of all sets', () => {
      const { objects } = make(all);
      expect(sets(objects).map(({ spec }) => spec.updateStrategy)).toEqual(sets(objects).map(() => ({ type: MEMBERS.updateStrategy.strategy })));
      const zones = sets(objects).filter(({ spec }) => spec.replicas > 1).map(({ spec }) =>
        spec.template.spec.topologySpreadConstraints.find(({ topologyKey }: any) => /zone/.test(topologyKey)).whenUnsatisfiable);
      expect(zones).toEqual(zones.map(() => 'DoNotSchedule'));
    });
  }

  if (has('hibernated')) {
    test('hibernation stops all members and pauses all jobs, and changes nothing else', () => {
      const asleep = make({ ...all, hibernated: true }).objects;
      expect(sets(asleep).map(({ spec }) => spec.replicas)).toEqual(sets(asleep).map(() => 0));
      expect(asleep.filter(({ kind, spec }) => kind === 'CronJob' && spec.suspend !== true)).toEqual([]);
      const rest = (objects: any[]) => JSON.parse(JSON.stringify(objects, (key, value) => ['suspend', 'replicas'].includes(key) ? undefined : value));
      // Nobody is to be called because a hibernated app does not answer.
      expect(rest(asleep)).toEqual(rest(make(all).objects.filter(({ kind }) => kind !== 'PrometheusRule')));
    });
  }

  if (app.scaling) {
    test('members do not restart when others come or go', () => {
      const [first, ...others] = app.scaling!.map(props => sets(make({ ...app.defaults, ...props }).objects)
        .map(({ spec: { replicas: _, ...spec }, ...set }) => ({ ...set, spec })));
      for (const scaled of others) {
        const isCommon = ({ metadata: { name } }: any) => first.some(({ metadata }) => metadata.name === name);
        expect(scaled.filter(isCommon)).toEqual(first);
      }
    });
  }

  if (has('backup')) {
    test('jobs have the resources of the backup, or enough', () => {
      const { resources: _, ...backup } = BACKUP;
      const withResources = (resources?: ContainerResources) => ({ ...app.defaults, backup: { ...backup, resources } });
      const found = (resources?: ContainerResources) => jobSpecs(make(withResources(resources)).objects)
        .map(({ initContainers = [], containers }) => JSON.stringify([...initContainers, ...containers].map(container => container.resources)));
      const text = (memory: string) => JSON.stringify({ limits: { memory }, requests: { cpu: '100m', memory } });
      expect(found().filter(job => !job.includes(text('256Mi')))).toEqual([]);
      expect(found({ memory: Size.gibibytes(2) }).filter(job => !job.includes(text('2Gi')))).toEqual([]);
      expect(errors(withResources({ memory: Size.kibibytes(1) }))).toEqual([expect.stringContaining('CS128 backup.resources.memory: got 1Ki')]);
      expect(errors(withResources({ memory: Size.mebibytes(6) }))).toEqual([]);
    });
  }

  describe('network', () => {
    if (has('networkPolicy')) {
      networkSuite(app.ports ?? {}, networkPolicy => new Network(make({ ...all, networkPolicy }).objects, app.defaults.name));
    } else {
      test('pods use the network of their node, to which no NetworkPolicy applies', () => {
        expect(workloads(make().objects).filter(({ spec }) => !spec.template.spec.hostNetwork)).toEqual([]);
        expect(app.ports).toBeUndefined();
      });
    }
  });
}

/** Props of a struct that are not set, also of structs in it that are props of a part of the app, such as BackupProps. */
function missing(struct: string, props: any, at = ''): string[] {
  return [...shapeOf(struct)!.props].flatMap(([prop, { type }]) => props[prop] === undefined ? [at + prop]
    : 'name' in type && type.name.endsWith('Props') ? missing(type.name, props[prop], `${at}${prop}.`) : []);
}

/** Ids of the rules of `check` that find something, sorted. What only a profile of the cluster decides is not among them. */
function rulesWithFindings(objects: any[]): string[] {
  const report = check(readText('app.yaml', yaml(objects)), { today: '2026-11-23' });
  expect(report.problems).toEqual([]);
  return [...new Set(openFindings(report).filter(({ isUnknown }) => !isUnknown).map(({ rule }) => rule.id))].sort();
}

/** Every value of a field `image`, wherever it is. */
function imagesIn(value: any): string[] {
  return value === null || typeof value !== 'object' ? []
    : Object.entries(value).flatMap(([key, entry]) => key === 'image' && typeof entry === 'string' ? [entry] : imagesIn(entry));
}

/** What the probes that restart a container ask of other hosts, in their commands, the scripts that these call, and their environment. */
function otherHosts(objects: any[]): string[] {
  const services = objects.filter(({ kind }) => kind === 'Service').map(({ metadata }) => metadata.name);
  const scripts: Record<string, string> = Object.assign({}, ...objects.filter(({ kind }) => kind === 'ConfigMap').map(({ data }) => data));
  return workloads(objects).flatMap(({ metadata, spec }) => spec.template.spec.containers.flatMap((container: any) =>
    [container.livenessProbe, container.startupProbe].flatMap(probe => {
      const hosts = [probe?.httpGet?.host, probe?.tcpSocket?.host].filter(host => host !== undefined);
      const command = (probe?.exec?.command ?? []).join('\n');
      const called = Object.entries(scripts).filter(([file]) => command.includes(file)).map(([, text]) => text);
      const text = [command, ...called].join('\n');
      const env = (container.env ?? []).filter(({ name }: any) => new RegExp(`\\b${name}\\b`).test(text)).map(({ value }: any) => value ?? '');
      const named = services.filter(service => new RegExp(`\\b${service}(-\\d+)?\\.|\\.svc\\b`).test([text, ...env].join('\n')));
      return [...hosts, ...named].map(host => `${metadata.name}: ${container.name} asks ${host}`);
    })));
}
