import { mixed } from '../draw/keyed-hash.ts'
import type { Vector } from './vectors.ts'

const EPOCHS = 20
const STEP = 0.5
/** What the sum of squared gradients begins with: the first step of a weight is no longer than STEP. */
const FIRST = 1e-3

/** A linear model: for each class a weight for each gram. */
export interface Regression {
  /** The number of the likeliest class. */
  guess(vector: Vector): number
  weight(of: number, place: number): number
}

/**
 * Multinomial logistic regression by stochastic gradients with a step for each weight (AdaGrad, Duchi et al. 2011). The
 * order of the texts is shuffled by a hash, so that the same texts in the same order give the same model on any machine.
 * `classes[i]` is the class of `vectors[i]`, from 0 to `count` - 1.
 */
export function fitted(
  vectors: readonly Vector[],
  classes: ArrayLike<number>,
  count: number,
  size: number,
): Regression {
  const weights = new Float64Array(size * count)
  const squares = new Float64Array(size * count).fill(FIRST)
  const biases = new Float64Array(count)
  const biasSquares = new Float64Array(count).fill(FIRST)
  const shares = new Float64Array(count)

  const score = ({ places, weights: values }: Vector) => {
    shares.set(biases)
    for (let j = 0; j < places.length; j++) {
      const at = places[j]! * count
      const value = values[j]!
      for (let k = 0; k < count; k++) shares[k]! += weights[at + k]! * value
    }
  }
  const learn = (vector: Vector, right: number) => {
    score(vector)
    softmax(shares)
    shares[right]! -= 1
    const { places, weights: values } = vector
    for (let j = 0; j < places.length; j++) {
      const at = places[j]! * count
      for (let k = 0; k < count; k++) {
        const gradient = shares[k]! * values[j]!
        squares[at + k]! += gradient * gradient
        weights[at + k]! -= (STEP * gradient) / Math.sqrt(squares[at + k]!)
      }
    }
    for (let k = 0; k < count; k++) {
      biasSquares[k]! += shares[k]! ** 2
      biases[k]! -= (STEP / 5) * (shares[k]! / Math.sqrt(biasSquares[k]!))
    }
  }

  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const i of shuffled(vectors.length, epoch)) learn(vectors[i]!, classes[i]!)
  }
  return {
    guess(vector) {
      score(vector)
      return shares.indexOf(Math.max(...shares))
    },
    weight: (of, place) => weights[place * count + of]!,
  }
}

function softmax(scores: Float64Array): void {
  const most = Math.max(...scores)
  let sum = 0
  for (let k = 0; k < scores.length; k++) {
    scores[k] = Math.exp(scores[k]! - most)
    sum += scores[k]!
  }
  for (let k = 0; k < scores.length; k++) scores[k]! /= sum
}

/** 0 to n - 1, in an order that follows from the key alone. */
export function shuffled(n: number, key: number): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor((mixed(mixed(i + 1) ^ mixed(key + 1)) / 2 ** 32) * (i + 1))
    const held = order[i]!
    order[i] = order[j]!
    order[j] = held
  }
  return order
}
