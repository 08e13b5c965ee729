import { limits } from '../limits.ts'
import { decimalsOf } from './numbers.ts'

/** More digits than anybody weighs with. */
const MOST_DECIMALS = 9

/** The smallest whole numbers with the same shares. */
export function wholeWeights(weights: readonly number[]): number[] {
  const scale = 10 ** Math.max(...weights.map(decimalsOf))
  const whole = weights.map((weight) => Math.round(weight * scale))
  const common = whole.reduce(commonDivisor)
  return whole.map((weight) => weight / common)
}

/** What is wrong with one weight, for people; undefined if it is sound. */
export function faultOfWeight(weight: number): string | undefined {
  if (weight <= 0) return `is ${weight}; a weight is above 0`
  return decimalsOf(weight) > MOST_DECIMALS || weight > limits.rangeSize / 10 ** MOST_DECIMALS
    ? `is ${weight}, which has more digits than a weight can have`
    : undefined
}

/** What is wrong with weights that are sound each, for people; undefined if they are sound together. */
export function faultOfWeights(weights: readonly number[]): string | undefined {
  const sum = wholeWeights(weights).reduce((total, weight) => total + weight, 0)
  if (sum <= limits.weightSum) return undefined
  const [all, most] = [sum, limits.weightSum].map((number) => number.toLocaleString('en-US'))
  return `has weights that come out even only after ${all} samples, should be after at most ${most}; write them with fewer digits`
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}
