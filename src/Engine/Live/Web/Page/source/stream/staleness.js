/** Seconds without a message after which data are called stale; a run that is well sends its status once a second. */
export const patience = 4;

/**
 * How far what is shown can be trusted.
 * @param {{ isOpen: boolean, hasScene: boolean, lastMessage: number, now: number, phase: string | null }} state times in milliseconds
 * @returns {'connecting' | 'live' | 'stale' | 'ended'}
 */
export function freshness({ isOpen, hasScene, lastMessage, now, phase }) {
  if (!hasScene) return 'connecting';
  if (isOpen && now - lastMessage <= patience * 1000) return 'live';
  return isOpen || !isOver(phase) ? 'stale' : 'ended';
}

/** Whether a run in this phase sends nothing more. */
export const isOver = phase => ['complete', 'stopped', 'failed'].includes(phase ?? '');
