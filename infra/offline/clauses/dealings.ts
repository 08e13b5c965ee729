import type { ClauseKind } from './clause-kind.ts'

/** Clauses about money, helpers and competition. */
export const DEALINGS: Record<string, ClauseKind> = {
  assignment: {
    sentences: [
      'The {O} may not transfer its rights or duties under this agreement to anybody else without the written consent of the {F}, which the {F} may not refuse without good reason.',
      'The {F} may transfer this agreement as a whole to a company of its group or to the buyer of its business in {K}, and need only give notice of it.',
      'A transfer without the consent that is needed has no effect, and the {O} remains bound as if it had never been made.',
      'A change of control over the {O} counts as a transfer of this agreement, and the {F} must be told of it {T} before.',
      'The {F} may assign claims for money under this agreement to a bank without the consent of the {O}.',
    ],
    lead: 'The {O} may transfer this agreement to another only if it',
    items: [
      'has the written consent of the {F}',
      'gives notice of the transfer {T} before',
      'transfers its whole business in {K} to the same person',
      'shows that the new party can perform every duty under this agreement',
    ],
  },
  subcontracting: {
    sentences: [
      'The {O} may have parts of the work in {K} done by subcontractors only if the {F} has approved each of them in writing before the work begins.',
      'The {O} answers for the acts and failures of its subcontractors as for its own and remains the only one to whom the {F} must turn.',
      'The {O} must bind every subcontractor to the same duties of care, safety and secrecy that bind the {O} itself under this agreement.',
      'The {F} may object to a new subcontractor within {T} after it was named, if there is good reason to doubt its skill or its means.',
      'The {O} must show on request that each subcontractor is insured and is paid on time.',
    ],
    lead: 'The {O} may have others do part of the work in {K} only if it',
    items: [
      'names each subcontractor to the {F} {T} before the work begins',
      'binds each subcontractor to the same duties as its own',
      'answers for the work of each subcontractor as for its own',
      'keeps the key parts of the work in its own hands',
    ],
  },
  payment: {
    sentences: [
      'The {O} must pay each invoice of the {F} in full within {T} after it was received, in the currency of the invoice and without any deduction.',
      'On sums that are paid late the {O} owes interest of eight percent a year from the day on which they were due, without any reminder.',
      'If the {O} disputes a part of an invoice for {K}, it must say so in writing within {T} and must pay the rest when it is due.',
      'The {O} may set off only claims that the {F} has admitted or that a court has found to be due.',
      'The {O} must pay one third of the sum in advance, one third on delivery, and the rest after it has accepted the work.',
    ],
    lead: 'The {O} must',
    items: [
      'pay each invoice for {K} in full within {T} after it was received',
      'pay interest of eight percent a year on sums that are late',
      'say in writing which part of an invoice it disputes and pay the rest',
      'pay by bank transfer to the account that the invoice names',
    ],
  },
  'price adjustment': {
    sentences: [
      'The prices change on the first of January of each year by the percentage by which the consumer price index has changed in the twelve months before.',
      'If the cost of the materials that {K} needs rises by more than ten percent, the {F} may raise its prices to the same degree with notice of {T}.',
      'No increase may exceed five percent in any year, and an increase that was left out in one year may not be made up for in another.',
      'If the {O} does not accept an increase, it may end the orders that it touches within {T} after the notice, and the old prices apply until then.',
      'A new tax or duty on the goods is added to the prices from the day on which it takes effect, and one that is dropped is taken off.',
    ],
    lead: 'The {F} may raise its prices for {K} only if it',
    items: [
      'gives the {O} written notice of {T} before the new prices apply',
      'shows by how much its own costs have risen',
      'keeps the increase below five percent in any year',
      'lowers them again to the same degree when its costs fall',
    ],
  },
  'non-competition': {
    sentences: [
      'The {O} may not run, join or advise any business in {K} that competes with the {F} during this agreement and for {T} after it ends.',
      'The ban on competing applies only in the territory in which the {O} worked for the {F} in the last two years.',
      'The {O} may hold up to three percent of the shares of a listed company that competes with the {F}, as long as it has no say in its business.',
      'As compensation for the ban the {F} must pay the {O}, month by month, half of what it paid on average in the last year.',
      'For each breach of the ban on competing the {O} owes a penalty of three monthly fees, and for a lasting breach the same sum again each month.',
    ],
    lead: 'During this agreement and for {T} after it ends, the {O} may not',
    items: [
      'run a business in {K} that competes with the {F}',
      'work for or advise a competitor of the {F} in the territory',
      'hold more than three percent of the shares of a competitor',
      'lend its name or its premises to a business that competes with the {F}',
    ],
  },
  'non-solicitation': {
    sentences: [
      'The {O} may not hire away, or have others hire away, staff of the {F} who worked on {K}, during this agreement and for {T} after it ends.',
      'The {O} may not approach customers of the {F} whom it came to know through this agreement in order to win them over for itself or for others.',
      'A job advertisement that is addressed to the public is no breach, even if somebody from the staff of the {F} answers it of their own accord.',
      'For each member of staff who is hired away in breach of this duty, the {O} owes the {F} a payment of six months’ salary of that person.',
      'The duty covers indirect approaches as well, such as a hint to a recruiter or to a friend of the person in question.',
    ],
    lead: 'During this agreement and for {T} after it ends, the {O} may not',
    items: [
      'hire away staff of the {F} who worked on {K}',
      'persuade customers of the {F} to take their business elsewhere',
      'have a recruiter or any other person do so on its behalf',
      'use lists of staff or customers of the {F} for such approaches',
    ],
  },
}
