/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { ProblemError } from './problemError';
import type { Purpose } from './purpose';

/**
 * RFC 9457. ``type`` is stable and what programs should look at.
 */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** Only where values are named */
  errors?: ProblemError[] | null;
  /** Only for an unknown genre */
  suggestions?: string[] | null;
  /** What the listener has to agree to first */
  consent?: Purpose | null;
  /** Where to open the page instead */
  address?: string | null;
  /** Spotify's word for why a command was refused */
  reason?: string | null;
}
