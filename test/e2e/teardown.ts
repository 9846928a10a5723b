import { forgetKinds } from './support/definitions';

export default async function teardown(): Promise<void> {
  await forgetKinds();
}
