import { PspRefused } from './psp.ts';

/** It sends nothing back of a payment that the payer's bank takes back: what the bank decides comes first. */
export class PspDisputed extends PspRefused {}
