/** Types that browsers draw and that cannot hold script. SVG can, so it is not here. */
export type ImageType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';
