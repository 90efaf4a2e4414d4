import { useLayoutEffect, useRef } from 'react';
import { prepareCanvas, type Scene } from './draw.js';

interface DrawingProps {
  readonly scene: Scene;
  readonly height: number;
  readonly draw: (context: CanvasRenderingContext2D, scene: Scene) => void;
}

/** A canvas of one part of the scene, as fine as the screen. */
export function Drawing({ scene, height, draw }: DrawingProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width } = scene;
  useLayoutEffect(() => {
    if (!canvas.current || width <= 0) return;
    const context = prepareCanvas(canvas.current, width, height);
    if (context) draw(context, scene);
  }, [scene, width, height, draw]);
  return <canvas ref={canvas} style={{ display: 'block', width, height }} aria-hidden />;
}
