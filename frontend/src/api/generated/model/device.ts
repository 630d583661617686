/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * Something that plays; without an id it cannot be addressed.
 */
export interface Device {
  id: string | null;
  name: string;
  /** Such as Computer, Smartphone, Speaker */
  type: string;
  is_active: boolean;
  is_restricted: boolean;
  volume_percent: number | null;
  supports_volume: boolean;
}
