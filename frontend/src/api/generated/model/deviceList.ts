/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { Device } from './device';

/**
 * The listener's devices that are on.
 */
export interface DeviceList {
  devices: Device[];
}
