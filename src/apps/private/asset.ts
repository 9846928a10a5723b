export { asset } from '../../constructs/private/asset';
