import { baseOf, sortsOtherwise } from '../../../src/catalog/engines/base';

test.each([
  ['postgres:18.6-alpine3.24', 'Alpine'],
  ['postgres:18.6-alpine', 'Alpine'],
  ['postgres:alpine', 'Alpine'],
  ['timescale/timescaledb:2.20.0-pg17', 'Alpine'],
  ['postgres:15.14-bullseye', 'Debian 11'],
  ['postgres:17.11-bookworm@sha256:20ab', 'Debian 12'],
  ['registry:5000/postgres:trixie', 'Debian 13'],
  ['bitnami/postgresql:17.5.0-debian-12-r3', 'Debian 12'],
  ['mongo:8.0.29-noble', 'Ubuntu 24.04'],
  ['postgres:18.6', undefined],
  ['postgres', undefined],
  ['registry.example.com/alpine-postgres:18.6', undefined],
])('%s is built on %s', (image, name) => {
  expect(baseOf(image)?.name).toBe(name);
});

test.each([
  ['postgres:18.6-alpine', 'postgres:18.6-trixie', true],
  ['postgres:18.6-alpine', 'postgres:18.6', true],
  ['timescale/timescaledb:2.20.0-pg17', 'pgvector/pgvector:0.8.1-pg17-trixie', true],
  ['postgres:18.6-bookworm', 'postgres:18.6-trixie', true],
  ['postgres:18.6-alpine3.23', 'postgres:18.6-alpine3.24', false],
  ['postgres:18.6', 'postgres:18.6-trixie', false],
  ['postgres:18.6', 'postgres:18.7', false],
  ['postgres:17.6-bullseye', 'postgis/postgis:17-3.5-focal', false],
])('indexes made on %s are in another order on %s: %s', (was, is, other) => {
  expect(sortsOtherwise(baseOf(was), baseOf(is))).toBe(other);
});
