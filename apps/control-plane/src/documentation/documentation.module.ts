import { Module } from '@nestjs/common';
import { DocumentationController } from './documentation.controller.ts';

@Module({ controllers: [DocumentationController] })
export class DocumentationModule {}
