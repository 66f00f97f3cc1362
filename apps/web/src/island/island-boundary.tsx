import { Component, type ReactNode } from 'react';
import { ErrorNotice } from '@edu/ui';

interface State {
  readonly error: unknown;
}

/** Shows what went wrong in place of an island that failed. */
export class IslandBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override componentDidCatch(error: unknown): void {
    // As if nobody had caught it: such errors are reported.
    dispatchEvent(new ErrorEvent('error', { error }));
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return <ErrorNotice error={error} onRetry={() => location.reload()} />;
  }
}
