import { type FlowRejection, type FlowRejectionSlug, flowRejections } from './flow-rejections.ts';

/** A flow call that is refused as a whole. The edge renders it. */
export class FlowError extends Error {
  override readonly name = 'FlowError';
  readonly slug: FlowRejectionSlug;
  /** With `too_many_attempts`: how long to wait. */
  readonly retryAfterSeconds: number | undefined;

  constructor(slug: FlowRejectionSlug, retryAfterSeconds?: number) {
    super(flowRejections[slug].message);
    this.slug = slug;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  get rejection(): FlowRejection {
    return flowRejections[this.slug];
  }
}
