/** Of the standard normal: 95 of 100 are within, and 80 of 100 above. */
const [TWO_SIDED, LOWER_FIFTH] = [1.959964, -0.841621]

/** What lengths and shares are usually like, before any sample is made: most texts are within a half and twice their mean. */
const USUAL = { logVariance: 0.36, accepted: 0.85 }

/**
 * Samples of a pilot after which the total of `samples` is within that relative error in 95 of 100 cases. The pilot is a part of
 * them, so that it needs never be all. `variation`: squared coefficient of variation of one sample.
 */
export function pilotFor(error: number, variation: number, samples: number): number {
  const alone = variation * (TWO_SIDED / error) ** 2
  return Math.min(Math.ceil(samples), Math.max(2, Math.ceil(alone / (1 + alone / samples))))
}

/** The same before anything is known. */
export function usualPilotFor(error: number, samples: number): number {
  const { logVariance, accepted } = USUAL
  return pilotFor(error, Math.expm1(logVariance) + (1 - accepted) / accepted, samples)
}

/**
 * A variance that the true one is below in 80 of 100 cases: who plans by the variance of a small pilot itself plans too small a
 * study every other time (Browne, Statistics in Medicine 14, 1995, 1933-1940). Quantile by Wilson and Hilferty.
 */
export function upperVariance(variance: number, degrees: number): number {
  if (degrees === 0) return variance
  const ninth = 2 / (9 * degrees)
  const quantile = degrees * (1 - ninth + LOWER_FIFTH * Math.sqrt(ninth)) ** 3
  return (variance * degrees) / Math.max(quantile, degrees / 100)
}
