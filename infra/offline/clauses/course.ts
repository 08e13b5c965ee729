import type { ClauseKind } from './clause-kind.ts'

/** Clauses about how an agreement goes on and ends. */
export const COURSE: Record<string, ClauseKind> = {
  'termination for convenience': {
    sentences: [
      'The {F} may end this agreement at any time and without giving any reason, by written notice of {T} to the {O}, whatever the state of the work in {K}.',
      'If the {F} ends this agreement in this way, it must pay the {O} for work done until the last day and for costs that can no longer be avoided, and nothing more.',
      'The {F} need not show that anybody has done wrong, and the {O} has no claim to lost profit for the time after the last day.',
      'The {F} may also end a part of this agreement alone on the same notice, and the rest of it goes on unchanged.',
      'Orders that the {F} has placed before its notice must still be carried out, unless the {F} cancels them in the same letter.',
    ],
    lead: 'The {F} may end this agreement without any reason, provided that it',
    items: [
      'gives the {O} written notice of {T}',
      'pays for all work in {K} that was done until the last day',
      'bears the costs of the {O} that can no longer be avoided',
      'does not end it within the first three months',
    ],
  },
  'termination for breach': {
    sentences: [
      'The {F} may end this agreement at once by written notice if the {O} breaks an important duty under it and does not cure the breach within {T} after it was told of it.',
      'No time to cure need be given where the breach cannot be cured or where the {O} has broken the same duty twice within a year.',
      'If the {O} leaves an invoice unpaid for {T} after a written reminder, the {F} may treat that as a breach and end this agreement on the same day.',
      'The end of this agreement because of a breach does not touch the right of the {F} to damages or any sum that is already due in {K}.',
      'The notice must name the duty that was broken, the facts that show it, and the day on which this agreement is to end.',
    ],
    lead: 'The {F} may end this agreement at once if the {O}',
    items: [
      'breaks an important duty and does not cure the breach within {T} after notice',
      'breaks the same duty again within twelve months',
      'leaves an invoice unpaid after two written reminders',
      'commits a breach in {K} that by its nature cannot be cured',
    ],
  },
  'force majeure': {
    sentences: [
      'Neither side is liable for a failure to perform that is due to events beyond its control, such as war, flood, fire, epidemic or an order of a government, as long as they last.',
      'The side that is kept from performing must tell the other without delay what has happened and how long it is likely to last, and must limit the effects on {K}.',
      'If such an event lasts longer than {T}, either side may end this agreement by written notice, and advance payments for what was not delivered must be returned.',
      'A strike of a side’s own staff, a lack of money or a late supplier is not an event beyond control, unless the same event struck the supplier.',
      'All periods are extended by the time for which the event made performance impossible, and by no more than that.',
    ],
    lead: 'A side that an event beyond its control keeps from performing',
    items: [
      'must tell the other without delay what has happened',
      'must limit the effects of the event on {K} as far as it reasonably can',
      'is not liable for the failure as long as the event lasts',
      'may be released from this agreement if the event lasts longer than {T}',
    ],
  },
  suspension: {
    sentences: [
      'The {F} may suspend its performance as long as an invoice that is due remains unpaid, after it has announced this to the {O} in writing {T} before.',
      'The {F} may stop work in {K} for a time if the {O} gives instructions that would put people in danger, until the instructions are withdrawn.',
      'While performance is suspended this agreement goes on, and all periods of the {F} are extended by the time of standing still.',
      'The {O} must bear the costs that the {F} has from standing still and from taking up its work again.',
      'The {F} must take up its work again within {T} after the cause has gone, and may not use its right for longer than the cause requires.',
    ],
    lead: 'The {F} may stop performing for a time, while this agreement goes on, if the {O}',
    items: [
      'has not paid an invoice {T} after it was due',
      'gives instructions for {K} that would put people in danger',
      'does not give access to the place where the work is done',
      'asks for it in writing and bears the costs of standing still',
    ],
  },
  'governing law': {
    sentences: [
      'The law of {L} governs this agreement and everything that arises from it, without regard to rules that would lead to the law of another place.',
      'The United Nations Convention on Contracts for the International Sale of Goods does not apply to this agreement, nor to any order for {K} that is placed under it.',
      'The law of {L} also governs claims outside contract that are connected with this agreement, such as claims for misleading statements made before it was signed.',
      'Mandatory rules that protect consumers or employees at the place where they live are not touched by the choice of the law of {L}.',
      'If this agreement is translated, the English text decides what the words mean under the law of {L}.',
    ],
    lead: 'The law of {L} governs',
    items: [
      'this agreement and every order for {K} that is placed under it',
      'whether this agreement was validly made',
      'claims outside contract that are connected with this agreement',
      'what the words of this agreement mean, whatever language it is translated into',
    ],
  },
  'dispute resolution': {
    sentences: [
      'If a dispute arises from this agreement, the managers of both sides must first meet and try to settle it within {T} after one of them has asked for it in writing.',
      'A dispute that the managers cannot settle goes to a mediator whom both sides choose, and only after that to a sole arbitrator whose award is final.',
      'The arbitrator sits in the capital, hears the case in English, and may order either side to produce papers about {K} that bear on it.',
      'Either side may ask the ordinary courts for urgent relief at any time, and that is no waiver of the arbitration.',
      'Each side bears its own costs of the mediation, and the arbitrator decides who bears the costs of the arbitration.',
    ],
    lead: 'Every dispute that arises from this agreement',
    items: [
      'goes first to the managers of both sides, who have {T} to settle it',
      'goes then to a mediator whom both sides choose',
      'is in the end decided by a sole arbitrator, whose award is final',
      'may be brought before the ordinary courts where urgent relief is needed',
    ],
  },
}
